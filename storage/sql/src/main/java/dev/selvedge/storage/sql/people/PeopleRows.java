package dev.selvedge.storage.sql.people;

import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.OrganizationId;
import dev.selvedge.domain.people.TeamPolicy;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.schema.tables.records.EntityRecord;
import dev.selvedge.storage.sql.schema.tables.records.InviteRecord;
import dev.selvedge.storage.sql.schema.tables.records.OrganizationRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** From rows to records. */
final class PeopleRows {

    private PeopleRows() {}

    static String word(Entity.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Entity entity(EntityRecord row) {
        return new Entity(
                new EntityId(row.getId()),
                row.getName(),
                Entity.Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                row.getUserId() == null ? null : new UserId(row.getUserId()),
                row.getOrganizationId() == null ? null : new OrganizationId(row.getOrganizationId()),
                row.getPhotoUrl(),
                row.getDefaultAccess(),
                row.getPrivateOnly(),
                row.getCodeSaving(),
                policy(row),
                row.getCreatedAt(),
                row.getDeletedAt());
    }

    private static TeamPolicy policy(EntityRecord row) {
        return new TeamPolicy(
                row.getIsHidden(),
                row.getMembersInvite(),
                row.getLinksOff(),
                Optional.ofNullable(row.getArtifactTtlSeconds()).map(Duration::ofSeconds),
                row.getAdminsSetTtl());
    }

    static Organization organization(OrganizationRecord row) {
        return new Organization(
                new OrganizationId(row.getId()),
                row.getName(),
                new EntityId(row.getEntityId()),
                row.getIsDefault(),
                row.getCreatedAt(),
                row.getDeletedAt());
    }

    static Invite invite(InviteRecord row) {
        return new Invite(
                row.getId(),
                new EntityId(row.getEntityId()),
                row.getEmail(),
                row.getUserId() == null ? null : new UserId(row.getUserId()),
                row.getRole(),
                new UserId(row.getInvitedBy()),
                row.getCreatedAt());
    }
}
