package dev.selvedge.domain.people;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What owns projects: a person's own space, a team, or the space of a whole organization, which holds its registries.
 *
 * @param user whose personal entity this is, else null
 * @param organization null for personal entities: they belong to none
 * @param defaultAccess word of the access that new projects get
 * @param privateOnly projects here may not be made visible outside
 * @param codeSaving whether clients shall save code by default
 * @param policy what members and others may do
 */
public record Entity(
        EntityId id,
        String name,
        Kind kind,
        UserId user,
        OrganizationId organization,
        String photoUrl,
        String defaultAccess,
        boolean privateOnly,
        boolean codeSaving,
        TeamPolicy policy,
        Instant createdAt,
        Instant deletedAt) {

    public enum Kind {
        USER,
        TEAM,
        ORGANIZATION
    }

    public Entity {
        requireNonNull(name);
        requireNonNull(kind);
        requireNonNull(defaultAccess);
        requireNonNull(policy);
    }

    /** Stands for a name that nobody has. */
    static Entity free(String name) {
        return new Entity(
                new EntityId(0),
                name,
                Kind.USER,
                null,
                null,
                null,
                "PRIVATE",
                false,
                true,
                TeamPolicy.USUAL,
                Instant.EPOCH,
                null);
    }

    public boolean isFree() {
        return id.value() == 0;
    }

    public boolean isTeam() {
        return kind == Kind.TEAM;
    }

    public Entity withSettings(String access, boolean onlyPrivate, boolean savesCode, String photo) {
        return new Entity(
                id,
                name,
                kind,
                user,
                organization,
                photo,
                access,
                onlyPrivate,
                savesCode,
                policy,
                createdAt,
                deletedAt);
    }

    public Entity withPolicy(TeamPolicy next) {
        return new Entity(
                id,
                name,
                kind,
                user,
                organization,
                photoUrl,
                defaultAccess,
                privateOnly,
                codeSaving,
                next,
                createdAt,
                deletedAt);
    }
}
