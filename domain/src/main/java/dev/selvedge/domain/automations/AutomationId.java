package dev.selvedge.domain.automations;

/** An automation's number; outside it travels as {@code Trigger:<number>}. */
public record AutomationId(long value) {}
