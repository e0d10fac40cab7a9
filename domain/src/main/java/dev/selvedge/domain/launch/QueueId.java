package dev.selvedge.domain.launch;

/** See {@link RunQueue}. */
public record QueueId(long value) {}
