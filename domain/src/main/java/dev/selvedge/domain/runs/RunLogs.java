package dev.selvedge.domain.runs;

/** Console lines as the stream of a run brings them. Joins the caller's transaction. */
public interface RunLogs {

    /** The number of lines the run has afterwards, gaps included. With a {@code writer}, offsets count that writer's lines. */
    long write(RunId run, String writer, Lines lines);

    /** Forgets all lines. */
    void clear(RunId run);
}
