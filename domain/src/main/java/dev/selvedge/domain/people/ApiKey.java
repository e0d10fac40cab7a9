package dev.selvedge.domain.people;

import java.time.Instant;

/**
 * What is kept of a key.
 *
 * @param prefix the first characters, enough to tell keys apart and too few to guess the rest
 */
public record ApiKey(
        ApiKeyId id, UserId user, String prefix, String description, Instant createdAt, Instant lastUsedAt) {}
