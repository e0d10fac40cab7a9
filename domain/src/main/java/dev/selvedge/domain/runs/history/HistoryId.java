package dev.selvedge.domain.runs.history;

/** The rows of one run. A history is a thing of its own so that forked and rewound runs can share rows. */
public record HistoryId(long value) {}
