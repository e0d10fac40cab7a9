package dev.selvedge.domain.launch;

/** See {@link ResourceConfig}. */
public record ResourceConfigId(long value) {}
