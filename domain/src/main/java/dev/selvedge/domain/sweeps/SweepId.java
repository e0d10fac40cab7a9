package dev.selvedge.domain.sweeps;

/** A sweep's number; outside it travels as {@code Sweep:<number>}, URLs use the sweep's name. */
public record SweepId(long value) {}
