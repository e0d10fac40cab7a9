package dev.selvedge.domain.runs.history;

import dev.selvedge.platform.Fault;
import java.time.Instant;

/** One append: finds the rows that the lines of a request are, and stores them. */
final class Appending {

    private final HistoryStore store;
    private final Histories.SealPolicy policy;
    private final Instant now;
    private StreamState state;

    Appending(HistoryStore store, Histories.SealPolicy policy, Instant now, StreamState state) {
        this.store = store;
        this.policy = policy;
        this.now = now;
        this.state = state;
    }

    StreamState fromOneWriter(long offset, HistoryLines lines, HistoryReader reader) {
        long row = state.stream() == HistoryStream.HISTORY ? rowOf(offset, lines, reader) : lineOf(offset, lines);
        long gap = state.stream() == HistoryStream.OUTPUT ? Histories.LARGEST_LINE_GAP : 0;
        if (row > state.rows() + gap) {
            throw Fault.invalid("Offset " + offset + " of the " + state.stream().word()
                    + " content leaves a gap: the next row is " + state.rows());
        }
        if (row < state.firstRow()) {
            throw Fault.invalid("Offset " + offset + " of the " + state.stream().word() + " content is in the first "
                    + state.firstRow() + " rows, which belong to the run this one was branched from");
        }
        add(row, lines, false);
        return state;
    }

    private long rowOf(long offset, HistoryLines lines, HistoryReader reader) {
        StreamState.Replay replay = state.replay();
        boolean stepIsStored = lines.hasStep(0) && state.lastStep() != null && lines.step(0) <= state.lastStep();
        if (replay != null && replay.isToBeSeen()) {
            long row = stepIsStored ? rowOfStep(lines.step(0), reader) : state.rows();
            return counted(offset, row, lines);
        }
        if (replay != null && replay.covers(offset) && (offset != state.rows() || stepIsStored)) {
            long row = replay.rowOf(offset);
            state = state.with(new StreamState.Replay(
                    replay.offset(), replay.row(), Math.max(replay.next(), offset + lines.count())));
            return row;
        }
        if (offset == state.rows() && stepIsStored) {
            return counted(offset, rowOfStep(lines.step(0), reader), lines);
        }
        return offset;
    }

    /** The row for samples and console lines; of the latter, earlier ones may come again. */
    private long lineOf(long offset, HistoryLines lines) {
        StreamState.Replay replay = state.replay();
        if (replay == null) {
            return offset;
        }
        return replay.isToBeSeen()
                ? counted(offset, state.rows(), lines)
                : Math.max(state.firstRow(), replay.rowOf(offset));
    }

    private long rowOfStep(long step, HistoryReader reader) {
        return Math.max(state.firstRow(), reader.rowsUpTo(state.history(), step - 1));
    }

    private long counted(long offset, long row, HistoryLines lines) {
        state = state.with(offset == row ? null : new StreamState.Replay(offset, row, offset + lines.count()));
        return row;
    }

    /** Rows are numbered as they arrive; a retry finds the numbers it was given before. */
    StreamState fromOneOfMany(String writer, long offset, HistoryLines lines) {
        long end = offset + lines.count();
        long next = offset;
        for (WriterRange known : store.writerRanges(state.history(), state.stream(), writer, offset)) {
            if (known.writerRow() >= end) {
                break;
            }
            if (known.writerRow() > next) {
                addNew(writer, next, slice(lines, next - offset, known.writerRow() - offset));
                next = known.writerRow();
            }
            long until = Math.min(end, known.writerEnd());
            add(known.row() + (next - known.writerRow()), slice(lines, next - offset, until - offset), true);
            next = until;
        }
        if (next < end) {
            addNew(writer, next, slice(lines, next - offset, lines.count()));
        }
        return state;
    }

    private void addNew(String writer, long writerRow, HistoryLines lines) {
        long row = state.rows();
        add(row, lines, true);
        store.addWriterRange(state.history(), state.stream(), writer, new WriterRange(writerRow, row, lines.count()));
    }

    private static HistoryLines slice(HistoryLines lines, long from, long to) {
        return lines.first((int) to).from((int) from);
    }

    private void add(long row, HistoryLines lines, boolean ownSteps) {
        boolean steps = state.stream() == HistoryStream.HISTORY;
        byte[] text = steps ? lines.textWithSteps(row, ownSteps) : lines.text();
        long firstStep = !steps ? 0 : ownSteps ? row : lines.firstStep(row);
        long lastStep = !steps ? 0 : ownSteps ? row + lines.count() - 1 : lines.lastStep(row);
        HistoryChunk chunk = new HistoryChunk(
                state.history(),
                state.stream(),
                state.sequence() + 1,
                row,
                lines.count(),
                firstStep,
                lastStep,
                text.length);
        if (chunk.endRow() <= state.rows() && store.isRetry(chunk, text)) {
            return;
        }
        store.addChunk(chunk, text);
        long bytes = state.chunkBytes() + text.length;
        Instant due = bytes >= policy.bytes() ? now : now.plus(policy.age());
        state = new StreamState(
                state.history(),
                state.stream(),
                state.firstRow(),
                Math.max(state.rows(), row + lines.count()),
                !steps
                        ? null
                        : state.lastStep() == null
                                ? Long.valueOf(lastStep)
                                : Long.valueOf(Math.max(state.lastStep(), lastStep)),
                state.sequence() + 1,
                bytes,
                earlier(state.sealAt(), due),
                false,
                state.exposable(),
                state.replay());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
