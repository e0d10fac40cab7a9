package dev.selvedge.domain.people;

/** A user's number; outside it travels as the global id {@code User:<number>}. */
public record UserId(long value) {}
