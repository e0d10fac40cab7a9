package dev.selvedge.domain.people;

/** A key's number; outside it travels as the global id {@code ApiKey:<number>}. */
public record ApiKeyId(long value) {}
