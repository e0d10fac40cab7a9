package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION_EVENT;
import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION_FIRING;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;
import static dev.selvedge.storage.sql.schema.Tables.SCHEDULED_TASKS;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;

/** Since when the oldest work waits that is due and that no process has taken. */
public final class WaitingWork {

    /** Where work lies for whichever server takes it. */
    public enum Queue {
        /** Rounds of recurring jobs. */
        JOBS,
        /** What happened and no automation was asked about yet. */
        EVENTS,
        /** Webhooks, notices and mails to be sent. */
        DELIVERIES,
        /** Streams of rows to be put into segments. */
        SEALING
    }

    private final DSLContext sql;
    private final List<String> jobs;

    /** @param jobs that this version has: rows of former ones stay for a while, and nobody takes them */
    public WaitingWork(Database database, Collection<String> jobs) {
        this.sql = database.sql();
        this.jobs = List.copyOf(jobs);
    }

    /** Queues in which nothing waits are absent. */
    public Map<Queue, Instant> oldest(Instant now) {
        Map<Queue, Instant> oldest = new EnumMap<>(Queue.class);
        put(
                oldest,
                Queue.JOBS,
                SCHEDULED_TASKS.EXECUTION_TIME,
                SCHEDULED_TASKS
                        .EXECUTION_TIME
                        .le(now)
                        .and(SCHEDULED_TASKS.PICKED.isFalse())
                        .and(SCHEDULED_TASKS.TASK_NAME.in(jobs)),
                SCHEDULED_TASKS.EXECUTION_TIME);
        put(oldest, Queue.EVENTS, AUTOMATION_EVENT.CREATED_AT, AUTOMATION_EVENT.ID.ge(0L), AUTOMATION_EVENT.ID);
        put(
                oldest,
                Queue.DELIVERIES,
                AUTOMATION_FIRING.DUE_AT,
                AUTOMATION_FIRING.DUE_AT.le(now),
                AUTOMATION_FIRING.DUE_AT);
        put(
                oldest,
                Queue.SEALING,
                HISTORY_STREAM.SEAL_AT,
                HISTORY_STREAM
                        .SEAL_AT
                        .le(now)
                        .and(HISTORY_STREAM.LEASE_UNTIL.isNull().or(HISTORY_STREAM.LEASE_UNTIL.lt(now))),
                HISTORY_STREAM.SEAL_AT);
        return oldest;
    }

    private void put(
            Map<Queue, Instant> oldest,
            Queue queue,
            TableField<?, Instant> since,
            Condition waiting,
            TableField<?, ?> order) {
        sql.select(since)
                .from(since.getTable())
                .where(waiting)
                .orderBy(order)
                .limit(1)
                .fetchOptional(since)
                .ifPresent(instant -> oldest.put(queue, instant));
    }
}
