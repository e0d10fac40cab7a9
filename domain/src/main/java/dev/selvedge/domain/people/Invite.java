package dev.selvedge.domain.people;

import java.time.Instant;

/**
 * A place in a team that waits for its person. It needs no mail: who signs up with the address is in, and who already
 * has an account accepts it on the spot.
 *
 * @param email null when {@code user} is known
 * @param user null when nobody has signed up with {@code email} yet
 */
public record Invite(
        long id, EntityId entity, String email, UserId user, String role, UserId invitedBy, Instant createdAt) {}
