package dev.selvedge.domain.people;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A person or a service account.
 *
 * @param name for display; the username when none was given
 * @param email lower case, or null
 * @param passwordHash null for who signs in by key only
 * @param defaultEntity where runs without an entity go; null for a service account
 * @param flags JSON object of client switches, or null
 * @param deletedAt set on users that are gone; their runs still name them
 * @param deactivatedAt set while an administrator keeps the user out; nothing of theirs is lost meanwhile
 * @param lastActiveAt a few minutes old at most while they are here; null when they never were
 */
public record User(
        UserId id,
        String username,
        String name,
        String email,
        Kind kind,
        boolean admin,
        String passwordHash,
        EntityId defaultEntity,
        String flags,
        String photoUrl,
        Instant createdAt,
        Instant deletedAt,
        Instant deactivatedAt,
        Instant lastActiveAt) {

    public enum Kind {
        MEMBER,
        SERVICE
    }

    public User {
        requireNonNull(username);
        requireNonNull(name);
        requireNonNull(kind);
        requireNonNull(createdAt);
    }

    public boolean isService() {
        return kind == Kind.SERVICE;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public boolean isDeactivated() {
        return deactivatedAt != null;
    }

    /** May come in, be asked in, and be written to. */
    public boolean isActive() {
        return !isDeleted() && !isDeactivated();
    }

    public User withProfile(String newUsername, String newName, String newEmail) {
        return new User(
                id,
                newUsername,
                newName,
                newEmail,
                kind,
                admin,
                passwordHash,
                defaultEntity,
                flags,
                photoUrl,
                createdAt,
                deletedAt,
                deactivatedAt,
                lastActiveAt);
    }

    public User withAdmin(boolean newAdmin) {
        return new User(
                id,
                username,
                name,
                email,
                kind,
                newAdmin,
                passwordHash,
                defaultEntity,
                flags,
                photoUrl,
                createdAt,
                deletedAt,
                deactivatedAt,
                lastActiveAt);
    }

    public User withPasswordHash(String newHash) {
        return new User(
                id,
                username,
                name,
                email,
                kind,
                admin,
                newHash,
                defaultEntity,
                flags,
                photoUrl,
                createdAt,
                deletedAt,
                deactivatedAt,
                lastActiveAt);
    }

    public User withDefaultEntity(EntityId entity) {
        return new User(
                id,
                username,
                name,
                email,
                kind,
                admin,
                passwordHash,
                entity,
                flags,
                photoUrl,
                createdAt,
                deletedAt,
                deactivatedAt,
                lastActiveAt);
    }

    public User withFlags(String newFlags) {
        return new User(
                id,
                username,
                name,
                email,
                kind,
                admin,
                passwordHash,
                defaultEntity,
                newFlags,
                photoUrl,
                createdAt,
                deletedAt,
                deactivatedAt,
                lastActiveAt);
    }
}
