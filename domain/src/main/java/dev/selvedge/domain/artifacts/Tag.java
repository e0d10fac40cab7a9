package dev.selvedge.domain.artifacts;

/** A label on a version or on a collection. */
public record Tag(long id, String name) {}
