package dev.selvedge.domain.people;

import java.time.Instant;

/** A user's role in an organization. */
public record OrganizationMember(OrganizationId organization, UserId user, String role, Instant createdAt) {}
