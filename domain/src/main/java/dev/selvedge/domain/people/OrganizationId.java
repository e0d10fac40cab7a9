package dev.selvedge.domain.people;

/** An organization's number; outside it travels as the global id {@code Organization:<number>}. */
public record OrganizationId(long value) {}
