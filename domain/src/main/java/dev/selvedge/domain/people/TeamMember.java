package dev.selvedge.domain.people;

import java.time.Instant;

/** A user's role in an entity. Everyone is admin of their personal entity. */
public record TeamMember(EntityId entity, UserId user, String role, Instant createdAt) {}
