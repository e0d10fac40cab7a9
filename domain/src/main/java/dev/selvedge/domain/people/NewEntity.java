package dev.selvedge.domain.people;

import java.time.Instant;

/** An entity about to be stored; {@code user} for a personal one, {@code organization} for the others. */
public record NewEntity(String name, Entity.Kind kind, UserId user, OrganizationId organization, Instant createdAt) {}
