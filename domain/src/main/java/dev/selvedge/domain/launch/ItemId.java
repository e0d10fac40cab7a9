package dev.selvedge.domain.launch;

/** See {@link QueueItem}. */
public record ItemId(long value) {}
