package dev.selvedge.domain.runs.history;

/**
 * What a stream holds after an append.
 *
 * @param rows how many rows there are, inherited ones counted: the line count clients ask for
 * @param lastStep highest {@code _step}, null without rows or for streams without steps
 */
public record Appended(long rows, Long lastStep) {}
