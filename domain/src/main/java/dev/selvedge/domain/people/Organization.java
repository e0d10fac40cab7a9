package dev.selvedge.domain.people;

import java.time.Instant;

/**
 * Teams and people under one roof.
 *
 * @param entity the entity that owns the organization's registries
 * @param isDefault the one that people who sign up join
 */
public record Organization(
        OrganizationId id, String name, EntityId entity, boolean isDefault, Instant createdAt, Instant deletedAt) {}
