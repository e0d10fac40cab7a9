package dev.selvedge.wire.http;

/** The version of this server, as it tells clients and pages. */
public record ServerVersion(String text) {}
