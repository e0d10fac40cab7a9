package dev.selvedge.domain.runs.history;

import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes histories. Methods join the caller's transaction and hold a stream's row until it ends, so concurrent requests
 * for one run queue up there.
 */
public final class Histories {

    /** How far console lines may skip ahead of what is stored; beyond, the offset is a mistake or an attack. */
    static final long LARGEST_LINE_GAP = 1_000_000;

    private final HistoryStore store;
    private final HistoryReader reader;
    private final SealPolicy policy;
    private final Clock clock;

    public Histories(HistoryStore store, HistoryReader reader, SealPolicy policy, Clock clock) {
        this.store = store;
        this.reader = reader;
        this.policy = policy;
        this.clock = clock;
    }

    /** A history without rows. */
    public HistoryId create() {
        List<HistoryStore.StreamStart> starts = new ArrayList<>();
        for (HistoryStream stream : HistoryStream.values()) {
            starts.add(new HistoryStore.StreamStart(stream, 0, null));
        }
        return store.create(starts, List.of(), clock.instant());
    }

    /**
     * A client begins to write: what was known about the offsets of the one before holds no more.
     *
     * @param anyOffset the client's first row goes to its step, or to the end, whatever offset it has
     * @param anyLine the same for samples and console lines, which it counts from 0 otherwise
     */
    public void begin(HistoryId history, boolean anyOffset, boolean anyLine) {
        for (HistoryStream stream : HistoryStream.values()) {
            boolean any = stream == HistoryStream.HISTORY ? anyOffset : anyLine;
            store.lock(history, stream)
                    .filter(state -> any || state.replay() != null)
                    .ifPresent(state -> store.save(state.with(any ? StreamState.Replay.TO_BE_SEEN : null)));
        }
    }

    /**
     * A new history that shares the rows of {@code parent} whose step is at most {@code lastStep}, for a fork or a
     * rewind. System metrics and console lines begin anew: clients count those from 0 afterwards.
     */
    public HistoryId branch(HistoryId parent, long lastStep) {
        long cut = reader.rowsUpTo(parent, lastStep);
        HistoryStore.Layout layout = store.layout(parent, HistoryStream.HISTORY);
        List<HistoryPart> parts = new ArrayList<>();
        for (HistoryPart part : layout.parts()) {
            if (part.firstRow() < cut) {
                parts.add(new HistoryPart(part.stream(), part.source(), part.firstRow(), Math.min(cut, part.endRow())));
            }
        }
        if (cut > layout.state().firstRow()) {
            parts.add(new HistoryPart(
                    HistoryStream.HISTORY, parent, layout.state().firstRow(), cut));
        }
        Long lastShared = cut == 0 ? null : Long.valueOf(reader.stepOfRow(parent, cut - 1));
        return store.create(
                List.of(
                        new HistoryStore.StreamStart(HistoryStream.HISTORY, cut, lastShared),
                        new HistoryStore.StreamStart(HistoryStream.EVENTS, 0, null),
                        new HistoryStore.StreamStart(HistoryStream.OUTPUT, 0, null)),
                parts,
                clock.instant());
    }

    /**
     * Stores the lines of one request. The same offset again overwrites, so a retry changes nothing.
     *
     * @param writer null, or the client id of one of several writers of a run, each counting offsets for itself
     * @throws Fault INVALID when lines would be missing between what is stored and {@code offset}
     */
    public Appended append(HistoryId history, HistoryStream stream, String writer, long offset, HistoryLines lines) {
        if (offset < 0) {
            throw Fault.invalid("The offset of the " + stream.word() + " content is negative");
        }
        StreamState state = store.lock(history, stream).orElseThrow(() -> Fault.notFound("The run's history is gone"));
        if (lines.isEmpty()) {
            return new Appended(state.rows(), state.lastStep());
        }
        Instant now = clock.instant();
        Appending appending = new Appending(store, policy, now, state);
        StreamState after = writer == null || writer.isEmpty()
                ? appending.fromOneWriter(offset, lines, reader)
                : appending.fromOneOfMany(writer, offset, lines);
        store.save(after);
        return new Appended(after.rows(), after.lastStep());
    }

    /** The run has ended: what is not sealed will be, soon. A resumed run may append again at any time. */
    public void ended(HistoryId history) {
        Instant soon = clock.instant().plus(policy.afterEnd());
        for (HistoryStream stream : HistoryStream.values()) {
            store.lock(history, stream)
                    .filter(state -> state.rows() > state.firstRow())
                    .ifPresent(state -> store.save(state.endedBy(soon)));
        }
    }

    public void delete(HistoryId history) {
        store.delete(history, clock.instant());
    }

    /** When chunks become segments: after that time, or with that much text. */
    public record SealPolicy(Duration age, Duration afterEnd, long bytes) {
        public static final SealPolicy DEFAULT =
                new SealPolicy(Duration.ofMinutes(30), Duration.ofSeconds(2), 48 << 20);
    }
}
