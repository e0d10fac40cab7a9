package dev.selvedge.domain.projects;

/** A project's number; some clients read it as a 32-bit integer. */
public record ProjectId(long value) {}
