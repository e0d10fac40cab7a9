package dev.selvedge.storage.contract.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.Tally;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counters hold over all servers together, and end by themselves. */
public abstract class TallyContract {

    private static final Duration WINDOW = Duration.ofMillis(900);

    private final String key = "login " + UUID.randomUUID();

    protected abstract Tally server();

    /** Another server of the same installation; a backend for one server gives the same. */
    protected abstract Tally otherServer();

    @Test
    void whatHappensOnEitherServerIsCountedOnBoth() {
        assertThat(server().of(key)).isEqualTo(Tally.Count.NONE);
        server().add(key, Duration.ofMinutes(1));
        otherServer().add(key, Duration.ofMinutes(1));
        assertThat(server().of(key).times()).isEqualTo(2);
        assertThat(otherServer().of(key).times()).isEqualTo(2);
        assertThat(otherServer().of(key).left()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
        assertThat(server().of(key + "x")).isEqualTo(Tally.Count.NONE);
    }

    @Test
    void theWindowBeginsWithTheFirstTimeAndDoesNotGrow() throws Exception {
        server().add(key, WINDOW);
        Thread.sleep(WINDOW.dividedBy(2));
        otherServer().add(key, WINDOW);
        assertThat(server().of(key).times()).isEqualTo(2);
        assertThat(server().of(key).left())
                .isLessThanOrEqualTo(WINDOW.dividedBy(2).plusMillis(20));
        Thread.sleep(WINDOW.dividedBy(2).plusMillis(100));
        assertThat(server().of(key)).isEqualTo(Tally.Count.NONE);
        server().add(key, WINDOW);
        assertThat(otherServer().of(key).times()).isEqualTo(1);
    }

    @Test
    void aCounterThatWasClearedBeginsAnewEverywhere() {
        server().add(key, Duration.ofMinutes(1));
        server().add(key, Duration.ofMinutes(1));
        otherServer().clear(key);
        assertThat(server().of(key)).isEqualTo(Tally.Count.NONE);
        otherServer().add(key, Duration.ofMinutes(1));
        assertThat(server().of(key).times()).isEqualTo(1);
    }

    @Test
    void nothingIsLostWhenAllCountAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100)
                    .forEach(i -> threads.submit(
                            () -> (i % 2 == 0 ? server() : otherServer()).add(key, Duration.ofMinutes(1))));
        }
        assertThat(server().of(key).times()).isEqualTo(100);
    }
}
