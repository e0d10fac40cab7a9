package dev.selvedge.domain.launch;

/** See {@link LaunchAgent}. */
public record LaunchAgentId(long value) {}
