package dev.selvedge.storage.contract.runs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryLines;
import dev.selvedge.domain.runs.history.HistoryPart;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStore.Sealed;
import dev.selvedge.domain.runs.history.HistoryStore.StreamStart;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.domain.runs.history.WriterRange;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A store that is empty before each test. */
public abstract class HistoryStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final HistoryStream HISTORY = HistoryStream.HISTORY;

    protected abstract HistoryStore store();

    protected abstract Transactions transactions();

    @Test
    void aNewHistoryIsEmptyInAllStreams() {
        HistoryId history = histories().create();
        for (HistoryStream stream : HistoryStream.values()) {
            assertThat(store().state(history, stream)).contains(StreamState.empty(history, stream, 0, null));
        }
        assertThat(store().layout(history, HISTORY).chunks()).isEmpty();
    }

    @Test
    void whatWasAppendedIsReadBackByChunk() {
        HistoryId history = histories().create();
        append(history, 0, "{\"_step\":0,\"loss\":NaN}", "{\"_step\":1}");
        append(history, 2, "{\"_step\":5}");

        List<HistoryChunk> chunks = store().layout(history, HISTORY).chunks();
        assertThat(chunks)
                .containsExactly(
                        new HistoryChunk(history, HISTORY, 1, 0, 2, 0, 1, 35),
                        new HistoryChunk(history, HISTORY, 2, 2, 1, 5, 5, 12));
        assertThat(text(chunks.get(0))).isEqualTo("{\"_step\":0,\"loss\":NaN}\n{\"_step\":1}\n");
        StreamState state = store().state(history, HISTORY).orElseThrow();
        assertThat(state.rows()).isEqualTo(3);
        assertThat(state.lastStep()).isEqualTo(5);
        assertThat(state.chunkBytes()).isEqualTo(47);
        assertThat(store().states(List.of(history, new HistoryId(99)), HISTORY)).isEqualTo(Map.of(history, state));
    }

    @Test
    void anIdenticalRetryIsNotStoredAgainButAnotherTextIs() {
        HistoryId history = histories().create();
        append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":1}");
        append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":1}");
        assertThat(store().layout(history, HISTORY).chunks()).hasSize(1);
        append(history, 1, "{\"_step\":1,\"a\":2}");
        append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":1}");
        assertThat(store().layout(history, HISTORY).chunks()).hasSize(3);
        assertThat(store().state(history, HISTORY).orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void whatATransactionAppendsIsGoneWhenItFails() {
        HistoryId history = histories().create();
        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    append(history, 0, "{\"_step\":0}");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(store().layout(history, HISTORY).chunks()).isEmpty();
        assertThat(store().state(history, HISTORY).orElseThrow().rows()).isZero();
    }

    @Test
    void rangesOfAWriterAreFoundFromTheRowAskedFor() {
        HistoryId history = histories().create();
        store().addWriterRange(history, HISTORY, "w1", new WriterRange(0, 0, 10));
        store().addWriterRange(history, HISTORY, "w2", new WriterRange(0, 10, 5));
        store().addWriterRange(history, HISTORY, "w1", new WriterRange(10, 15, 10));
        assertThat(store().writerRanges(history, HISTORY, "w1", 9))
                .containsExactly(new WriterRange(0, 0, 10), new WriterRange(10, 15, 10));
        assertThat(store().writerRanges(history, HISTORY, "w1", 10)).containsExactly(new WriterRange(10, 15, 10));
        assertThat(store().writerRanges(history, HISTORY, "W1", 0)).isEmpty();
    }

    @Test
    void sealedRowsReplaceTheirChunksAndLeaveLaterOnes() {
        HistoryId history = withRows(3);
        assertThat(store().lease(history, HISTORY, "one", NOW, Duration.ofMinutes(1)))
                .isTrue();
        append(history, 3, "{\"_step\":3}");

        assertThat(store().replace(sealed(history, "one", List.of(segment(history, "k1", 0, 3)), List.of(), 3), NOW))
                .isTrue();

        var layout = store().layout(history, HISTORY);
        assertThat(layout.segments()).extracting(HistorySegment::key).containsExactly("k1");
        assertThat(layout.chunks()).extracting(HistoryChunk::firstRow).containsExactly(3L);
        assertThat(layout.state().sealAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(layout.state().chunkBytes()).isEqualTo(12);
    }

    @Test
    void aSealerThatLostItsLeaseChangesNothing() {
        HistoryId history = withRows(1);
        store().lease(history, HISTORY, "slow", NOW, Duration.ofSeconds(1));
        Instant later = NOW.plusSeconds(5);
        assertThat(store().lease(history, HISTORY, "fast", NOW, Duration.ofMinutes(1)))
                .as("while the lease lasts")
                .isFalse();
        assertThat(store().lease(history, HISTORY, "fast", later, Duration.ofMinutes(1)))
                .isTrue();
        assertThat(store().replace(sealed(history, "slow", List.of(segment(history, "k", 0, 1)), List.of(), 1), later))
                .isFalse();
        assertThat(store().layout(history, HISTORY).segments()).isEmpty();
    }

    @Test
    void aStreamIsDueFromItsTimeOnUntilSomeoneSealsIt() {
        HistoryId history = withRows(1);
        assertThat(store().due(NOW, 10)).isEmpty();
        Instant due = NOW.plus(Histories.SealPolicy.DEFAULT.age());
        assertThat(store().due(due, 10)).extracting(StreamState::history).containsExactly(history);
        store().lease(history, HISTORY, "one", due, Duration.ofMinutes(1));
        assertThat(store().due(due, 10)).isEmpty();
        assertThat(store().due(due.plusSeconds(61), 10)).hasSize(1);
    }

    @Test
    void anEndedRunIsDueSoon() {
        HistoryId history = withRows(1);
        histories().ended(history);
        assertThat(store().due(NOW.plus(Histories.SealPolicy.DEFAULT.afterEnd()), 10))
                .extracting(StreamState::stream)
                .containsExactly(HISTORY);
    }

    @Test
    void rowsSharedWithABranchOutliveTheirHistory() {
        HistoryId parent = withRows(2);
        store().lease(parent, HISTORY, "one", NOW, Duration.ofMinutes(1));
        store().replace(sealed(parent, "one", List.of(segment(parent, "shared", 0, 2)), List.of(), 2), NOW);
        HistoryId child = store().create(
                        List.of(new StreamStart(HISTORY, 2, 1L)), List.of(new HistoryPart(HISTORY, parent, 0, 2)), NOW);
        assertThat(store().layout(child, HISTORY).state().rows()).isEqualTo(2);

        store().delete(parent, NOW);
        assertThat(store().layout(child, HISTORY).segments())
                .extracting(HistorySegment::key)
                .containsExactly("shared");
        assertThat(store().unreferencedObjects(NOW.plusSeconds(1), 10)).isEmpty();

        store().delete(child, NOW);
        assertThat(store().state(parent, HISTORY)).isEmpty();
        assertThat(store().state(child, HISTORY)).isEmpty();
        assertThat(store().unreferencedObjects(NOW.plusSeconds(1), 10)).containsExactly("shared");
        store().forgetObjects(List.of("shared"));
        assertThat(store().unreferencedObjects(NOW.plusSeconds(1), 10)).isEmpty();
    }

    @Test
    void layoutsOfManyAreThoseOfEach() {
        HistoryId sealed = withRows(2);
        store().lease(sealed, HISTORY, "one", NOW, Duration.ofMinutes(1));
        store().replace(sealed(sealed, "one", List.of(segment(sealed, "whole", 0, 2)), List.of(), 2), NOW);
        HistoryId half = withRows(3);
        store().lease(half, HISTORY, "one", NOW, Duration.ofMinutes(1));
        store().replace(sealed(half, "one", List.of(segment(half, "half", 0, 2)), List.of(), 2), NOW);
        HistoryId live = withRows(2);
        HistoryId child = store().create(
                        List.of(new StreamStart(HISTORY, 4, 3L)),
                        List.of(
                                new HistoryPart(HISTORY, sealed, 0, 2),
                                new HistoryPart(HISTORY, half, 2, 3),
                                new HistoryPart(HISTORY, live, 3, 4)),
                        NOW);
        HistoryId sibling = store().create(
                        List.of(new StreamStart(HISTORY, 1, 0L)), List.of(new HistoryPart(HISTORY, sealed, 0, 1)), NOW);
        List<HistoryId> all = List.of(child, live, sealed, sibling, half);

        var together = store().layouts(store().states(all, HISTORY).values());

        assertThat(together.keySet()).containsExactlyInAnyOrderElementsOf(all);
        for (HistoryId history : all) {
            assertThat(together.get(history)).isEqualTo(store().layout(history, HISTORY));
            assertThat(store().layouts(List.of(store().state(history, HISTORY).orElseThrow())))
                    .isEqualTo(Map.of(history, store().layout(history, HISTORY)));
        }
        assertThat(together.get(child).segments())
                .extracting(HistorySegment::key)
                .containsExactly("whole", "half");
        assertThat(together.get(child).chunks()).hasSize(3);
        assertThat(together.get(sealed).chunks()).isEmpty();
        assertThat(store().layouts(List.of())).isEmpty();
    }

    @Test
    void aHistoryThatIsGoneCannotBeBranchedFrom() {
        HistoryId parent = withRows(1);
        store().delete(parent, NOW);
        assertThatThrownBy(() -> store().create(
                                List.of(new StreamStart(HISTORY, 1, 0L)),
                                List.of(new HistoryPart(HISTORY, parent, 0, 1)),
                                NOW))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.NOT_FOUND));
    }

    @Test
    void replacedSegmentsBecomeGarbageAndCanComeBack() {
        HistoryId history = withRows(2);
        store().lease(history, HISTORY, "one", NOW, Duration.ofMinutes(1));
        store().replace(sealed(history, "one", List.of(segment(history, "small", 0, 2)), List.of(), 2), NOW);
        HistorySegment small = store().layout(history, HISTORY).segments().get(0);

        store().lease(history, HISTORY, "two", NOW, Duration.ofMinutes(1));
        store().replace(sealed(history, "two", List.of(segment(history, "large", 0, 2)), List.of(small), 2), NOW);
        assertThat(store().unreferencedObjects(NOW.plusSeconds(1), 10)).containsExactly("small");

        HistorySegment large = store().layout(history, HISTORY).segments().get(0);
        store().lease(history, HISTORY, "two", NOW, Duration.ofMinutes(1));
        store().replace(sealed(history, "two", List.of(segment(history, "small", 0, 2)), List.of(large), 2), NOW);
        assertThat(store().unreferencedObjects(NOW.plusSeconds(1), 10)).containsExactly("large");
    }

    private Histories histories() {
        return new Histories(store(), null, Histories.SealPolicy.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private HistoryId withRows(int rows) {
        HistoryId history = histories().create();
        for (int row = 0; row < rows; row++) {
            append(history, row, "{\"_step\":" + row + "}");
        }
        return history;
    }

    private void append(HistoryId history, long offset, String... lines) {
        transactions()
                .inTransaction(() -> histories()
                        .append(history, HISTORY, null, offset, HistoryLines.of(HISTORY, Arrays.asList(lines))));
    }

    private String text(HistoryChunk chunk) {
        return new String(store().chunkText(chunk).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static HistorySegment segment(HistoryId history, String key, long firstRow, long rows) {
        return new HistorySegment(0, history, HISTORY, key, firstRow, rows, 0, rows, 100, true);
    }

    private static Sealed sealed(
            HistoryId history, String owner, List<HistorySegment> added, List<HistorySegment> removed, long upTo) {
        return new Sealed(history, HISTORY, owner, added, removed, upTo, NOW.plusSeconds(60), true, false);
    }
}
