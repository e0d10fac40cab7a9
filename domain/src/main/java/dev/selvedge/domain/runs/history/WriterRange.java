package dev.selvedge.domain.runs.history;

/** Rows {@code writerRow ..} of one of several writers stand at {@code row ..} of the stream. */
public record WriterRange(long writerRow, long row, long rows) {

    public long writerEnd() {
        return writerRow + rows;
    }
}
