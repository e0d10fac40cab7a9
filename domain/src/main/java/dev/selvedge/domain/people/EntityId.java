package dev.selvedge.domain.people;

/** An entity's number; outside it travels as the global id {@code Entity:<number>}. */
public record EntityId(long value) {}
