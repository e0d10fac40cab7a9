package dev.selvedge.storage.sql.automations;

import static dev.selvedge.storage.sql.schema.Tables.INTEGRATION;

import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.IntegrationRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;

/** One row an integration. */
public final class SqlIntegrationStore implements IntegrationStore {

    private final DSLContext sql;

    public SqlIntegrationStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Integration insert(Integration integration) {
        try {
            long id = sql.insertInto(INTEGRATION)
                    .set(INTEGRATION.ENTITY_ID, integration.entity().value())
                    .set(INTEGRATION.KIND, integration.kind().name())
                    .set(INTEGRATION.NAME, integration.name())
                    .set(INTEGRATION.CHANNEL, integration.channel())
                    .set(INTEGRATION.URL, integration.url())
                    .set(INTEGRATION.ACCESS_TOKEN_REF, integration.accessTokenRef())
                    .set(INTEGRATION.SECRET_REF, integration.secretRef())
                    .set(INTEGRATION.CREATED_AT, integration.createdAt())
                    .returning(INTEGRATION.ID)
                    .fetchOne()
                    .getId();
            return find(new IntegrationId(id)).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(
                    Fault.Code.CONFLICT,
                    "The entity already has an integration named " + integration.name() + " "
                            + integration.channel().strip(),
                    e);
        }
    }

    @Override
    public Optional<Integration> find(IntegrationId id) {
        return sql.selectFrom(INTEGRATION)
                .where(INTEGRATION.ID.eq(id.value()))
                .fetchOptional(SqlIntegrationStore::integration);
    }

    @Override
    public Map<IntegrationId, Integration> find(Collection<IntegrationId> ids) {
        return sql.selectFrom(INTEGRATION)
                .where(INTEGRATION.ID.in(ids.stream().map(IntegrationId::value).toList()))
                .fetchMap(row -> new IntegrationId(row.getId()), SqlIntegrationStore::integration);
    }

    @Override
    public List<Integration> of(EntityId entity, long after, int limit) {
        return sql.selectFrom(INTEGRATION)
                .where(INTEGRATION.ENTITY_ID.eq(entity.value()), INTEGRATION.ID.gt(after))
                .orderBy(INTEGRATION.ID)
                .limit(limit)
                .fetch(SqlIntegrationStore::integration);
    }

    @Override
    public boolean delete(IntegrationId id) {
        return sql.deleteFrom(INTEGRATION).where(INTEGRATION.ID.eq(id.value())).execute() == 1;
    }

    private static Integration integration(IntegrationRecord row) {
        return new Integration(
                new IntegrationId(row.getId()),
                new EntityId(row.getEntityId()),
                Integration.Kind.valueOf(row.getKind()),
                row.getName(),
                row.getChannel(),
                row.getUrl(),
                row.getAccessTokenRef(),
                row.getSecretRef(),
                row.getCreatedAt());
    }
}
