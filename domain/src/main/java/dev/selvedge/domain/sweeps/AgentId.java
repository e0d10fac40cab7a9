package dev.selvedge.domain.sweeps;

/** An agent's number; outside it travels as {@code Agent:<number>}. */
public record AgentId(long value) {}
