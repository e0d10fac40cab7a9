package dev.selvedge.storage.contract.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.Signals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Words arrive everywhere, once, in the order of their sender. */
public abstract class SignalsContract {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** The signals of one server. */
    protected abstract Signals server();

    /** Those of another one of the same installation; a backend for one server gives the same. */
    protected abstract Signals otherServer();

    @Test
    void aWordIsHeardHereAtOnceAndElsewhereSoonAndOnce() throws Exception {
        List<String> here = new CopyOnWriteArrayList<>();
        List<String> there = new CopyOnWriteArrayList<>();
        server().listen("callers", here::add);
        otherServer().listen("callers", there::add);
        server().send("callers", "12");
        assertThat(here).containsExactly("12");
        server().send("callers", "ü 13");
        eventually(there, "12", "ü 13");
        otherServer().send("callers", "14");
        eventually(here, "12", "ü 13", "14");
        Thread.sleep(100);
        assertThat(there).containsExactly("12", "ü 13", "14");
    }

    @Test
    void topicsDoNotHearEachOther() {
        List<String> heard = new CopyOnWriteArrayList<>();
        server().listen("a", heard::add);
        server().send("b", "no");
        server().send("a", "yes");
        assertThat(heard).containsExactly("yes");
    }

    @Test
    void aListenerThatFailsKeepsTheOthersHearing() {
        List<String> heard = new CopyOnWriteArrayList<>();
        server().listen("failing", word -> {
            throw new IllegalStateException("no");
        });
        server().listen("failing", heard::add);
        server().send("failing", "on");
        assertThat(heard).containsExactly("on");
    }

    protected static void eventually(List<String> heard, String... words) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!heard.equals(List.of(words)) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(heard).containsExactly(words);
    }
}
