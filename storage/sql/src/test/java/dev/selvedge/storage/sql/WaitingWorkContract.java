package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION_EVENT;
import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION_FIRING;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;
import static dev.selvedge.storage.sql.schema.Tables.SCHEDULED_TASKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.storage.sql.WaitingWork.Queue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

abstract class WaitingWorkContract {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final DSLContext sql;
    private final WaitingWork work;

    WaitingWorkContract(TestBackend backend) {
        Database database = backend.open();
        this.sql = database.sql();
        this.work = new WaitingWork(database, List.of("seal", "sweep"));
    }

    private static Instant before(int seconds) {
        return NOW.minusSeconds(seconds);
    }

    private Map<Queue, Instant> oldest() {
        return work.oldest(NOW);
    }

    private void job(String name, Instant due, boolean picked) {
        sql.insertInto(SCHEDULED_TASKS)
                .set(SCHEDULED_TASKS.TASK_NAME, name)
                .set(SCHEDULED_TASKS.TASK_INSTANCE, "recurring")
                .set(SCHEDULED_TASKS.EXECUTION_TIME, due)
                .set(SCHEDULED_TASKS.PICKED, picked)
                .set(SCHEDULED_TASKS.VERSION, 1L)
                .execute();
    }

    private void event(Instant at) {
        sql.insertInto(AUTOMATION_EVENT)
                .set(AUTOMATION_EVENT.OCCURRENCE, "{}")
                .set(AUTOMATION_EVENT.ATTEMPTS, 0)
                .set(AUTOMATION_EVENT.CREATED_AT, at)
                .execute();
    }

    private void delivery(Instant due) {
        sql.insertInto(AUTOMATION_FIRING)
                .set(AUTOMATION_FIRING.TARGET, "x")
                .set(AUTOMATION_FIRING.EVENT_TYPE, "x")
                .set(AUTOMATION_FIRING.OCCURRENCE, "{}")
                .set(AUTOMATION_FIRING.STATE, "PENDING")
                .set(AUTOMATION_FIRING.ATTEMPTS, 0)
                .set(AUTOMATION_FIRING.DUE_AT, due)
                .set(AUTOMATION_FIRING.CREATED_AT, before(9999))
                .execute();
    }

    private void stream(long history, Instant sealAt, Instant leaseUntil) {
        sql.insertInto(HISTORY_STREAM)
                .set(HISTORY_STREAM.HISTORY_ID, history)
                .set(HISTORY_STREAM.STREAM, "history")
                .set(HISTORY_STREAM.FIRST_ROW, 0L)
                .set(HISTORY_STREAM.ROW_COUNT, 0L)
                .set(HISTORY_STREAM.SEQUENCE, 0L)
                .set(HISTORY_STREAM.CHUNK_BYTES, 0L)
                .set(HISTORY_STREAM.SEAL_AT, sealAt)
                .set(HISTORY_STREAM.ENDED, false)
                .set(HISTORY_STREAM.EXPOSABLE, false)
                .set(HISTORY_STREAM.LEASE_UNTIL, leaseUntil)
                .execute();
    }

    @Test
    void nothingWaitsInAnEmptyInstallation() {
        assertThat(oldest()).isEmpty();
    }

    @Test
    void theOldestJobThatIsDueAndNotTaken() {
        job("former", before(900), false);
        job("seal", before(600), true);
        assertThat(oldest()).as("taken, and one that no version has any more").isEmpty();
        job("sweep", NOW.plusSeconds(1), false);
        assertThat(oldest()).as("not due").isEmpty();
        sql.update(SCHEDULED_TASKS)
                .set(SCHEDULED_TASKS.EXECUTION_TIME, before(30))
                .where(SCHEDULED_TASKS.TASK_NAME.eq("sweep"))
                .execute();
        assertThat(oldest()).containsOnly(Map.entry(Queue.JOBS, before(30)));
    }

    @Test
    void theOldestEvent() {
        event(before(70));
        event(before(60));
        assertThat(oldest()).containsOnly(Map.entry(Queue.EVENTS, before(70)));
    }

    @Test
    void theOldestDelivery() {
        delivery(null);
        delivery(NOW.plusSeconds(60));
        assertThat(oldest()).as("sent, or to be repeated later").isEmpty();
        delivery(before(5));
        delivery(before(8));
        assertThat(oldest()).containsOnly(Map.entry(Queue.DELIVERIES, before(8)));
    }

    @Test
    void theOldestStreamThatNobodySeals() {
        stream(1, null, null);
        stream(2, NOW.plusSeconds(9), null);
        stream(3, before(100), NOW.plusSeconds(9));
        assertThat(oldest()).as("nothing to seal, not yet, or somebody does").isEmpty();
        stream(4, before(40), before(1));
        stream(5, before(30), null);
        assertThat(oldest()).containsOnly(Map.entry(Queue.SEALING, before(40)));
    }
}
