package dev.selvedge.domain.runs;

import static dev.selvedge.domain.runs.RunsFixture.aWish;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptTextsTest {

    private static final long MUCH = 1 << 20;

    private final RunsFixture room = new RunsFixture();
    private final List<RunId> read = new ArrayList<>();

    private Run begin(String name, String config) {
        return room.upsert(aWish().named(name).config(config)).run();
    }

    private KeptTexts keeping(long characters) {
        return new KeptTexts(this::documents, characters, room.clock::nanos);
    }

    private Map<RunId, RunDocuments> documents(Collection<RunId> runs) {
        read.addAll(runs);
        return room.store.documents(runs);
    }

    @Test
    void whatHasNotChangedIsReadOnce() {
        KeptTexts texts = keeping(MUCH);
        Run a = begin("a", "{\"x\":{\"value\":1}}");
        Run b = begin("b", "{\"x\":{\"value\":2}}");
        texts.of(List.of(a));
        read.clear();

        assertThat(texts.of(List.of(a, b)))
                .isEqualTo(Map.of(
                        a, new RunTexts("{\"x\":{\"value\":1}}", "{}"),
                        b, new RunTexts("{\"x\":{\"value\":2}}", "{}")));
        assertThat(read).containsExactly(b.id());
    }

    @Test
    void aChangeIsSeenByWhoSeesTheRunChanged() {
        KeptTexts texts = keeping(MUCH);
        Run before = begin("a", "{\"x\":{\"value\":1}}");
        texts.of(List.of(before));

        room.store.saveConfig(before.id(), "{\"x\":{\"value\":2}}");
        Run after = room.read(before);
        assertThat(texts.of(List.of(after)).get(after).config()).isEqualTo("{\"x\":{\"value\":2}}");

        room.store.saveSummary(before.id(), "{\"loss\":1}");
        Run last = room.read(before);
        assertThat(texts.of(List.of(last)).get(last).summary()).isEqualTo("{\"loss\":1}");
    }

    @Test
    void theyAreForgottenAfterAWhile() {
        KeptTexts texts = keeping(MUCH);
        Run run = begin("a", "{}");
        texts.of(List.of(run));
        room.clock.pass(KeptTexts.KEPT.plus(Duration.ofSeconds(1)));
        read.clear();

        texts.of(List.of(run));
        assertThat(read).containsExactly(run.id());
    }

    @Test
    void theyTakeAsMuchAsTheyMay() {
        KeptTexts texts = keeping(1_000);
        Run run = begin("a", "{\"x\":{\"value\":\"" + "x".repeat(2_000) + "\"}}");
        texts.of(List.of(run));
        read.clear();

        assertThat(texts.of(List.of(run))).containsOnlyKeys(run);
        assertThat(read).containsExactly(run.id());
    }

    @Test
    void aRunThatHasGoneHasNone() {
        Run run = begin("a", "{}");
        KeptTexts texts = new KeptTexts(runs -> Map.of(), MUCH, room.clock::nanos);
        assertThat(texts.of(List.of(run))).isEmpty();
    }
}
