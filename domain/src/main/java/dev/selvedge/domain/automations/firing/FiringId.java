package dev.selvedge.domain.automations.firing;

/** A firing's number; outside it travels as {@code Firing:<number>}. */
public record FiringId(long value) {}
