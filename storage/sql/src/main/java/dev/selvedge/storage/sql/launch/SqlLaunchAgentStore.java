package dev.selvedge.storage.sql.launch;

import static dev.selvedge.storage.sql.schema.Tables.LAUNCH_AGENT;
import static dev.selvedge.storage.sql.schema.Tables.LAUNCH_AGENT_QUEUE;

import dev.selvedge.domain.launch.LaunchAgent;
import dev.selvedge.domain.launch.LaunchAgentId;
import dev.selvedge.domain.launch.LaunchAgentStore;
import dev.selvedge.domain.launch.QueueId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.LaunchAgentRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;

/** An agent is a row, and one for each queue it serves. */
public final class SqlLaunchAgentStore implements LaunchAgentStore {

    private final DSLContext sql;
    private final Transactions transactions;

    public SqlLaunchAgentStore(Database database) {
        this.sql = database.sql();
        this.transactions = database.transactions();
    }

    @Override
    public LaunchAgent insert(LaunchAgent agent) {
        return transactions.inTransaction(() -> {
            LaunchAgentId id = new LaunchAgentId(insertRow(agent));
            sql.batch(agent.queues().stream()
                            .map(queue -> sql.insertInto(LAUNCH_AGENT_QUEUE)
                                    .set(LAUNCH_AGENT_QUEUE.AGENT_ID, id.value())
                                    .set(LAUNCH_AGENT_QUEUE.QUEUE_ID, queue.value()))
                            .toList())
                    .execute();
            return find(id).orElseThrow();
        });
    }

    private long insertRow(LaunchAgent agent) {
        try {
            return sql.insertInto(LAUNCH_AGENT)
                    .set(LAUNCH_AGENT.PROJECT_ID, agent.project().value())
                    .set(LAUNCH_AGENT.NAME, agent.name())
                    .set(LAUNCH_AGENT.USER_ID, agent.user().value())
                    .set(LAUNCH_AGENT.HOSTNAME, agent.hostname())
                    .set(LAUNCH_AGENT.CONFIG, agent.config())
                    .set(LAUNCH_AGENT.VERSION, agent.version())
                    .set(LAUNCH_AGENT.STATUS, agent.status().name())
                    .set(LAUNCH_AGENT.STOP_POLLING, agent.stopPolling())
                    .set(LAUNCH_AGENT.CREATED_AT, agent.createdAt())
                    .set(LAUNCH_AGENT.HEARTBEAT_AT, agent.heartbeatAt())
                    .returning(LAUNCH_AGENT.ID)
                    .fetchOne()
                    .getId();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "The project already has an agent named " + agent.name(), e);
        }
    }

    @Override
    public Optional<LaunchAgent> find(LaunchAgentId id) {
        return find(List.of(id)).stream().findFirst();
    }

    @Override
    public List<LaunchAgent> find(Collection<LaunchAgentId> ids) {
        List<Long> numbers = ids.stream().map(LaunchAgentId::value).toList();
        if (numbers.isEmpty()) {
            return List.of();
        }
        Map<Long, List<QueueId>> queues = sql.select(LAUNCH_AGENT_QUEUE.AGENT_ID, LAUNCH_AGENT_QUEUE.QUEUE_ID)
                .from(LAUNCH_AGENT_QUEUE)
                .where(LAUNCH_AGENT_QUEUE.AGENT_ID.in(numbers))
                .orderBy(LAUNCH_AGENT_QUEUE.QUEUE_ID)
                .fetchGroups(row -> row.value1(), row -> new QueueId(row.value2()));
        Map<Long, LaunchAgent> found = sql.selectFrom(LAUNCH_AGENT)
                .where(LAUNCH_AGENT.ID.in(numbers))
                .fetchMap(LaunchAgentRecord::getId, row -> agent(row, queues.getOrDefault(row.getId(), List.of())));
        return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public void heard(LaunchAgentId id, LaunchAgent.Status status, Instant now) {
        sql.update(LAUNCH_AGENT)
                .set(LAUNCH_AGENT.STATUS, status.name())
                .set(LAUNCH_AGENT.HEARTBEAT_AT, now)
                .where(LAUNCH_AGENT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public void setStopPolling(LaunchAgentId id, boolean stop) {
        sql.update(LAUNCH_AGENT)
                .set(LAUNCH_AGENT.STOP_POLLING, stop)
                .where(LAUNCH_AGENT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public List<LaunchAgent> ofQueue(QueueId queue, int limit) {
        return find(sql.select(LAUNCH_AGENT.ID)
                .from(LAUNCH_AGENT)
                .join(LAUNCH_AGENT_QUEUE)
                .on(LAUNCH_AGENT_QUEUE.AGENT_ID.eq(LAUNCH_AGENT.ID))
                .where(LAUNCH_AGENT_QUEUE.QUEUE_ID.eq(queue.value()))
                .orderBy(LAUNCH_AGENT.HEARTBEAT_AT.desc(), LAUNCH_AGENT.ID.desc())
                .limit(limit)
                .fetch(row -> new LaunchAgentId(row.value1())));
    }

    private static LaunchAgent agent(LaunchAgentRecord row, List<QueueId> queues) {
        return new LaunchAgent(
                new LaunchAgentId(row.getId()),
                new ProjectId(row.getProjectId()),
                row.getName(),
                new UserId(row.getUserId()),
                row.getHostname(),
                queues,
                row.getConfig(),
                row.getVersion(),
                LaunchAgent.Status.valueOf(row.getStatus()),
                row.getStopPolling(),
                row.getCreatedAt(),
                row.getHeartbeatAt());
    }
}
