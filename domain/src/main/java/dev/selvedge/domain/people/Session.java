package dev.selvedge.domain.people;

import java.time.Instant;

/** A browser that has signed in. */
public record Session(long id, UserId user, Instant createdAt, Instant expiresAt) {}
