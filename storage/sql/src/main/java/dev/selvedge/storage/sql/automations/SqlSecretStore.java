package dev.selvedge.storage.sql.automations;

import static dev.selvedge.storage.sql.schema.Tables.TEAM_SECRET;

import dev.selvedge.domain.automations.secrets.SecretStore;
import dev.selvedge.domain.automations.secrets.TeamSecret;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.TeamSecretRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** One row a secret; its value arrives sealed. */
public final class SqlSecretStore implements SecretStore {

    private final DSLContext sql;

    public SqlSecretStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public TeamSecret put(EntityId entity, String name, String sealed, UserId by, Instant now) {
        int replaced = sql.update(TEAM_SECRET)
                .set(TEAM_SECRET.SEALED, sealed)
                .set(TEAM_SECRET.UPDATED_AT, now)
                .where(is(entity, name))
                .execute();
        if (replaced == 0) {
            sql.insertInto(TEAM_SECRET)
                    .set(TEAM_SECRET.ENTITY_ID, entity.value())
                    .set(TEAM_SECRET.NAME, name)
                    .set(TEAM_SECRET.SEALED, sealed)
                    .set(TEAM_SECRET.CREATED_BY, by.value())
                    .set(TEAM_SECRET.CREATED_AT, now)
                    .onDuplicateKeyUpdate()
                    .set(TEAM_SECRET.SEALED, sealed)
                    .set(TEAM_SECRET.UPDATED_AT, now)
                    .execute();
        }
        return sql.selectFrom(TEAM_SECRET).where(is(entity, name)).fetchSingle(SqlSecretStore::secret);
    }

    private static Condition is(EntityId entity, String name) {
        return TEAM_SECRET.ENTITY_ID.eq(entity.value()).and(TEAM_SECRET.NAME.eq(name));
    }

    @Override
    public List<TeamSecret> of(EntityId entity) {
        return sql.selectFrom(TEAM_SECRET)
                .where(TEAM_SECRET.ENTITY_ID.eq(entity.value()))
                .orderBy(TEAM_SECRET.NAME)
                .fetch(SqlSecretStore::secret);
    }

    @Override
    public Optional<String> sealed(EntityId entity, String name) {
        return sql.select(TEAM_SECRET.SEALED)
                .from(TEAM_SECRET)
                .where(is(entity, name))
                .fetchOptional(TEAM_SECRET.SEALED);
    }

    @Override
    public Optional<String> locked(EntityId entity, String name) {
        return sql.select(TEAM_SECRET.SEALED)
                .from(TEAM_SECRET)
                .where(is(entity, name))
                .forUpdate()
                .fetchOptional(TEAM_SECRET.SEALED);
    }

    @Override
    public boolean delete(EntityId entity, String name) {
        return sql.deleteFrom(TEAM_SECRET).where(is(entity, name)).execute() == 1;
    }

    private static TeamSecret secret(TeamSecretRecord row) {
        return new TeamSecret(
                new EntityId(row.getEntityId()),
                row.getName(),
                new UserId(row.getCreatedBy()),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
