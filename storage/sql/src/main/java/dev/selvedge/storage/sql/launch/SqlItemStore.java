package dev.selvedge.storage.sql.launch;

import static dev.selvedge.storage.sql.schema.Tables.RUN_QUEUE_ITEM;
import static org.jooq.impl.DSL.count;

import dev.selvedge.domain.launch.ItemId;
import dev.selvedge.domain.launch.ItemState;
import dev.selvedge.domain.launch.ItemStore;
import dev.selvedge.domain.launch.LaunchAgentId;
import dev.selvedge.domain.launch.QueueId;
import dev.selvedge.domain.launch.QueueItem;
import dev.selvedge.domain.launch.RunTarget;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.RunQueueItemRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

/**
 * An item is a row. {@code available_at} is null for items that are not to be given again, so that asking for the next one
 * reads what waits and not what has gone before.
 */
public final class SqlItemStore implements ItemStore {

    private final DSLContext sql;

    public SqlItemStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public QueueItem insert(QueueItem item) {
        RunQueueItemRecord row = sql.newRecord(RUN_QUEUE_ITEM);
        row.setQueueId(item.queue().value());
        row.setPriority(item.priority());
        row.setSpec(item.spec());
        row.setTemplateValues(item.templateValues());
        row.setAuthorId(item.author().value());
        row.setCreatedAt(item.createdAt());
        fill(row, item);
        long id = sql.insertInto(RUN_QUEUE_ITEM)
                .set(row)
                .returning(RUN_QUEUE_ITEM.ID)
                .fetchOne()
                .getId();
        return find(new ItemId(id)).orElseThrow();
    }

    @Override
    public void save(QueueItem item) {
        RunQueueItemRecord row = sql.newRecord(RUN_QUEUE_ITEM);
        fill(row, item);
        sql.update(RUN_QUEUE_ITEM)
                .set(row)
                .where(RUN_QUEUE_ITEM.ID.eq(item.id().value()))
                .execute();
    }

    private static void fill(RunQueueItemRecord row, QueueItem item) {
        row.setState(item.state().name());
        row.setRunEntity(item.target().entity());
        row.setRunProject(item.target().projectName());
        row.setRunProjectId(
                item.target().project() == null ? null : item.target().project().value());
        row.setRunName(item.target().run());
        row.setAvailableAt(item.availableAt());
        row.setClaimedAt(item.claimedAt());
        row.setRefusedClaims(item.refusedClaims());
        row.setFailure(LaunchJson.problem(item.failure()));
        row.setWarnings(LaunchJson.problems(item.warnings()));
        row.setUpdatedAt(item.updatedAt());
    }

    @Override
    public Optional<QueueItem> find(ItemId id) {
        return sql.selectFrom(RUN_QUEUE_ITEM)
                .where(RUN_QUEUE_ITEM.ID.eq(id.value()))
                .fetchOptional(SqlItemStore::item);
    }

    @Override
    public Optional<QueueItem> lock(ItemId id) {
        return sql.selectFrom(RUN_QUEUE_ITEM)
                .where(RUN_QUEUE_ITEM.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(SqlItemStore::item);
    }

    @Override
    public List<ItemId> available(QueueId queue, boolean byPriority, Instant now, int limit) {
        List<OrderField<?>> order = new ArrayList<>();
        if (byPriority) {
            order.add(RUN_QUEUE_ITEM.PRIORITY);
        }
        order.add(RUN_QUEUE_ITEM.ID);
        return sql.select(RUN_QUEUE_ITEM.ID)
                .from(RUN_QUEUE_ITEM)
                .where(RUN_QUEUE_ITEM.QUEUE_ID.eq(queue.value()).and(isAvailable(now)))
                .orderBy(order)
                .limit(limit)
                .fetch(row -> new ItemId(row.value1()));
    }

    private static Condition isAvailable(Instant now) {
        return RUN_QUEUE_ITEM.AVAILABLE_AT.le(now);
    }

    @Override
    public boolean lease(ItemId id, QueueItem.Lease lease, Instant now, Instant until) {
        return sql.update(RUN_QUEUE_ITEM)
                        .set(RUN_QUEUE_ITEM.STATE, ItemState.LEASED.name())
                        .set(RUN_QUEUE_ITEM.AVAILABLE_AT, until)
                        .set(RUN_QUEUE_ITEM.HOLDER_ID, lease.holder().value())
                        .set(
                                RUN_QUEUE_ITEM.AGENT_ID,
                                lease.agent() == null ? null : lease.agent().value())
                        .set(RUN_QUEUE_ITEM.UPDATED_AT, now)
                        .where(RUN_QUEUE_ITEM.ID.eq(id.value()).and(isAvailable(now)))
                        .execute()
                == 1;
    }

    @Override
    public Page<QueueItem> ofQueue(QueueId queue, int first, String after) {
        Condition below = after == null || after.isEmpty() ? DSL.noCondition() : RUN_QUEUE_ITEM.ID.lt(cursor(after));
        List<QueueItem> found = sql.selectFrom(RUN_QUEUE_ITEM)
                .where(RUN_QUEUE_ITEM.QUEUE_ID.eq(queue.value()).and(below))
                .orderBy(RUN_QUEUE_ITEM.ID.desc())
                .limit(first + 1)
                .fetch(SqlItemStore::item);
        List<QueueItem> items = found.subList(0, Math.min(first, found.size()));
        List<String> cursors =
                items.stream().map(item -> Long.toString(item.id().value())).toList();
        return new Page<>(items, cursors, found.size() > first);
    }

    private static long cursor(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Fault.invalid("\"" + text + "\" is no cursor of a list of items");
        }
    }

    @Override
    public Map<QueueId, Integer> waiting(Collection<QueueId> queues, Instant now) {
        return sql.select(RUN_QUEUE_ITEM.QUEUE_ID, count())
                .from(RUN_QUEUE_ITEM)
                .where(RUN_QUEUE_ITEM
                        .QUEUE_ID
                        .in(queues.stream().map(QueueId::value).toList())
                        .and(isAvailable(now)))
                .groupBy(RUN_QUEUE_ITEM.QUEUE_ID)
                .fetchMap(row -> new QueueId(row.value1()), row -> row.value2());
    }

    @Override
    public boolean delete(QueueId queue, ItemId id) {
        return sql.deleteFrom(RUN_QUEUE_ITEM)
                        .where(RUN_QUEUE_ITEM.ID.eq(id.value()).and(RUN_QUEUE_ITEM.QUEUE_ID.eq(queue.value())))
                        .execute()
                == 1;
    }

    @Override
    public List<QueueItem> aboutRuns(ProjectId project, Collection<String> runs) {
        return sql.selectFrom(RUN_QUEUE_ITEM)
                .where(RUN_QUEUE_ITEM.RUN_PROJECT_ID.eq(project.value()))
                .and(RUN_QUEUE_ITEM.RUN_NAME.in(runs))
                .and(RUN_QUEUE_ITEM.STATE.ne(ItemState.FAILED.name()))
                .orderBy(RUN_QUEUE_ITEM.ID)
                .fetch(SqlItemStore::item);
    }

    private static QueueItem item(RunQueueItemRecord row) {
        return new QueueItem(
                new ItemId(row.getId()),
                new QueueId(row.getQueueId()),
                ItemState.valueOf(row.getState()),
                row.getPriority(),
                row.getSpec(),
                row.getTemplateValues(),
                new RunTarget(
                        row.getRunEntity(),
                        row.getRunProject(),
                        row.getRunProjectId() == null ? null : new ProjectId(row.getRunProjectId()),
                        row.getRunName()),
                new UserId(row.getAuthorId()),
                row.getAvailableAt(),
                row.getClaimedAt(),
                lease(row),
                row.getRefusedClaims(),
                LaunchJson.problem(row.getFailure()),
                LaunchJson.problems(row.getWarnings()),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    private static QueueItem.Lease lease(RunQueueItemRecord row) {
        return row.getHolderId() == null
                ? null
                : new QueueItem.Lease(
                        new UserId(row.getHolderId()),
                        row.getAgentId() == null ? null : new LaunchAgentId(row.getAgentId()));
    }
}
