package dev.selvedge.domain.people;

import java.time.Instant;

/** A user about to be stored. */
public record NewUser(
        String username,
        String name,
        String email,
        User.Kind kind,
        boolean admin,
        String passwordHash,
        Instant createdAt) {}
