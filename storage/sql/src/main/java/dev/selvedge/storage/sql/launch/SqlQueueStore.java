package dev.selvedge.storage.sql.launch;

import static dev.selvedge.storage.sql.schema.Tables.LAUNCH_AGENT_QUEUE;
import static dev.selvedge.storage.sql.schema.Tables.RESOURCE_CONFIG;
import static dev.selvedge.storage.sql.schema.Tables.RUN_QUEUE;
import static dev.selvedge.storage.sql.schema.Tables.RUN_QUEUE_ITEM;

import dev.selvedge.domain.launch.QueueId;
import dev.selvedge.domain.launch.QueueStore;
import dev.selvedge.domain.launch.ResourceConfig;
import dev.selvedge.domain.launch.ResourceConfigId;
import dev.selvedge.domain.launch.RunQueue;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ResourceConfigRecord;
import dev.selvedge.storage.sql.schema.tables.records.RunQueueRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;

/** A queue and a configuration are a row each. */
public final class SqlQueueStore implements QueueStore {

    private final DSLContext sql;

    public SqlQueueStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public RunQueue insert(RunQueue queue) {
        RunQueueRecord row = sql.newRecord(RUN_QUEUE);
        row.setProjectId(queue.project().value());
        row.setName(queue.name());
        row.setAccess(queue.access().name());
        fill(row, queue);
        row.setCreatedBy(queue.createdBy().value());
        row.setCreatedAt(queue.createdAt());
        try {
            long id = sql.insertInto(RUN_QUEUE)
                    .set(row)
                    .returning(RUN_QUEUE.ID)
                    .fetchOne()
                    .getId();
            return find(new QueueId(id)).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "The project already has a run queue named " + queue.name(), e);
        }
    }

    private static void fill(RunQueueRecord row, RunQueue queue) {
        row.setPrioritization(queue.prioritization().name());
        row.setConfigId(queue.config() == null ? null : queue.config().value());
        row.setExternalLinks(queue.externalLinks());
    }

    @Override
    public void save(RunQueue queue) {
        RunQueueRecord row = sql.newRecord(RUN_QUEUE);
        fill(row, queue);
        sql.update(RUN_QUEUE)
                .set(row)
                .where(RUN_QUEUE.ID.eq(queue.id().value()))
                .execute();
    }

    @Override
    public Optional<RunQueue> find(QueueId id) {
        return sql.selectFrom(RUN_QUEUE).where(RUN_QUEUE.ID.eq(id.value())).fetchOptional(SqlQueueStore::queue);
    }

    @Override
    public List<RunQueue> find(Collection<QueueId> ids) {
        Map<QueueId, RunQueue> found = sql.selectFrom(RUN_QUEUE)
                .where(RUN_QUEUE.ID.in(ids.stream().map(QueueId::value).toList()))
                .fetchMap(row -> new QueueId(row.getId()), SqlQueueStore::queue);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Optional<RunQueue> find(ProjectId project, String name) {
        return sql.selectFrom(RUN_QUEUE)
                .where(RUN_QUEUE.PROJECT_ID.eq(project.value()).and(RUN_QUEUE.NAME.eq(name)))
                .fetchOptional(SqlQueueStore::queue);
    }

    @Override
    public Optional<RunQueue> lock(QueueId id) {
        return sql.selectFrom(RUN_QUEUE)
                .where(RUN_QUEUE.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(SqlQueueStore::queue);
    }

    @Override
    public List<RunQueue> ofProject(ProjectId project) {
        return sql.selectFrom(RUN_QUEUE)
                .where(RUN_QUEUE.PROJECT_ID.eq(project.value()))
                .orderBy(RUN_QUEUE.NAME)
                .fetch(SqlQueueStore::queue);
    }

    @Override
    public void delete(QueueId id) {
        sql.deleteFrom(RUN_QUEUE_ITEM)
                .where(RUN_QUEUE_ITEM.QUEUE_ID.eq(id.value()))
                .execute();
        sql.deleteFrom(LAUNCH_AGENT_QUEUE)
                .where(LAUNCH_AGENT_QUEUE.QUEUE_ID.eq(id.value()))
                .execute();
        sql.deleteFrom(RUN_QUEUE).where(RUN_QUEUE.ID.eq(id.value())).execute();
    }

    @Override
    public ResourceConfig insert(ResourceConfig config) {
        long id = sql.insertInto(RESOURCE_CONFIG)
                .set(RESOURCE_CONFIG.ENTITY_ID, config.entity().value())
                .set(RESOURCE_CONFIG.RESOURCE, config.resource())
                .set(RESOURCE_CONFIG.CONFIG, config.config())
                .set(RESOURCE_CONFIG.TEMPLATE_VARIABLES, LaunchJson.variables(config.variables()))
                .set(RESOURCE_CONFIG.CREATED_BY, config.createdBy().value())
                .set(RESOURCE_CONFIG.CREATED_AT, config.createdAt())
                .returning(RESOURCE_CONFIG.ID)
                .fetchOne()
                .getId();
        return find(new ResourceConfigId(id)).orElseThrow();
    }

    @Override
    public Optional<ResourceConfig> find(ResourceConfigId id) {
        return sql.selectFrom(RESOURCE_CONFIG)
                .where(RESOURCE_CONFIG.ID.eq(id.value()))
                .fetchOptional(SqlQueueStore::config);
    }

    @Override
    public List<ResourceConfig> findConfigs(Collection<ResourceConfigId> ids) {
        return sql.selectFrom(RESOURCE_CONFIG)
                .where(RESOURCE_CONFIG.ID.in(
                        ids.stream().map(ResourceConfigId::value).toList()))
                .fetch(SqlQueueStore::config);
    }

    @Override
    public List<RunQueue> using(ResourceConfigId config) {
        return sql.selectFrom(RUN_QUEUE)
                .where(RUN_QUEUE.CONFIG_ID.eq(config.value()))
                .orderBy(RUN_QUEUE.ID)
                .fetch(SqlQueueStore::queue);
    }

    @Override
    public void delete(ResourceConfigId id) {
        sql.deleteFrom(RESOURCE_CONFIG).where(RESOURCE_CONFIG.ID.eq(id.value())).execute();
    }

    private static RunQueue queue(RunQueueRecord row) {
        return new RunQueue(
                new QueueId(row.getId()),
                new ProjectId(row.getProjectId()),
                row.getName(),
                RunQueue.Access.valueOf(row.getAccess()),
                RunQueue.Prioritization.valueOf(row.getPrioritization()),
                row.getConfigId() == null ? null : new ResourceConfigId(row.getConfigId()),
                row.getExternalLinks(),
                new UserId(row.getCreatedBy()),
                row.getCreatedAt());
    }

    private static ResourceConfig config(ResourceConfigRecord row) {
        return new ResourceConfig(
                new ResourceConfigId(row.getId()),
                new EntityId(row.getEntityId()),
                row.getResource(),
                row.getConfig(),
                LaunchJson.variables(row.getTemplateVariables()),
                new UserId(row.getCreatedBy()),
                row.getCreatedAt());
    }
}
