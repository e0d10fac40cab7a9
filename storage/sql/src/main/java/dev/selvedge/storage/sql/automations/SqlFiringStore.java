package dev.selvedge.storage.sql.automations;

import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION_EVENT;
import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION_FIRING;

import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.firing.Firing;
import dev.selvedge.domain.automations.firing.FiringId;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.automations.firing.Occurrence;
import dev.selvedge.domain.automations.firing.Target;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.AutomationFiringRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** The outbox and the history, with what happened as JSON. A row is deleted or finished by exactly one process. */
public final class SqlFiringStore implements FiringStore {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** In place of the event's name for what no automation watches. */
    private static final String ALERT = "RUN_ALERT";

    private static final Condition PENDING = AUTOMATION_FIRING.STATE.eq(Firing.State.PENDING.name());

    private final DSLContext sql;

    public SqlFiringStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void add(Occurrence occurrence, Instant now) {
        sql.insertInto(AUTOMATION_EVENT)
                .set(AUTOMATION_EVENT.OCCURRENCE, JSON.writeValueAsString(occurrence))
                .set(AUTOMATION_EVENT.ATTEMPTS, 0)
                .set(AUTOMATION_EVENT.CREATED_AT, now)
                .execute();
    }

    @Override
    public List<Waiting> waiting(long after, int limit) {
        return sql.selectFrom(AUTOMATION_EVENT)
                .where(AUTOMATION_EVENT.ID.gt(after))
                .orderBy(AUTOMATION_EVENT.ID)
                .limit(limit)
                .fetch(row -> new Waiting(row.getId(), occurrence(row.getOccurrence()), row.getAttempts()));
    }

    private static Occurrence occurrence(String json) {
        return JSON.readValue(json, Occurrence.class);
    }

    @Override
    public boolean remove(long waiting) {
        return sql.deleteFrom(AUTOMATION_EVENT)
                        .where(AUTOMATION_EVENT.ID.eq(waiting))
                        .execute()
                == 1;
    }

    @Override
    public void failed(long waiting) {
        sql.update(AUTOMATION_EVENT)
                .set(AUTOMATION_EVENT.ATTEMPTS, AUTOMATION_EVENT.ATTEMPTS.plus(1))
                .where(AUTOMATION_EVENT.ID.eq(waiting))
                .execute();
    }

    @Override
    public void fire(Target target, Occurrence occurrence, String onceKey, String conditions, Instant now) {
        fresh(target, occurrence, onceKey, now)
                .set(AUTOMATION_FIRING.CONDITIONS, conditions)
                .set(AUTOMATION_FIRING.STATE, Firing.State.PENDING.name())
                .set(AUTOMATION_FIRING.DUE_AT, now)
                .execute();
    }

    @Override
    public void refuse(Target target, Occurrence occurrence, String onceKey, String message, Instant now) {
        fresh(target, occurrence, onceKey, now)
                .set(AUTOMATION_FIRING.STATE, Firing.State.FAILED.name())
                .set(AUTOMATION_FIRING.MESSAGE, message)
                .set(AUTOMATION_FIRING.FINISHED_AT, now)
                .execute();
    }

    private InsertSetMoreStep<AutomationFiringRecord> fresh(
            Target target, Occurrence occurrence, String onceKey, Instant now) {
        return sql.insertInto(AUTOMATION_FIRING)
                .set(
                        AUTOMATION_FIRING.AUTOMATION_ID,
                        target instanceof Target.OfAutomation(AutomationId id) ? id.value() : null)
                .set(AUTOMATION_FIRING.TARGET, Targets.text(target))
                .set(
                        AUTOMATION_FIRING.EVENT_TYPE,
                        occurrence.event() == null ? ALERT : occurrence.event().name())
                .set(AUTOMATION_FIRING.ONCE_KEY, onceKey)
                .set(AUTOMATION_FIRING.OCCURRENCE, JSON.writeValueAsString(occurrence))
                .set(AUTOMATION_FIRING.ATTEMPTS, 0)
                .set(AUTOMATION_FIRING.CREATED_AT, now);
    }

    @Override
    public boolean firedSince(AutomationId automation, String onceKey, Instant since) {
        return sql.fetchExists(
                AUTOMATION_FIRING,
                AUTOMATION_FIRING
                        .AUTOMATION_ID
                        .eq(automation.value())
                        .and(AUTOMATION_FIRING.ONCE_KEY.eq(onceKey))
                        .and(AUTOMATION_FIRING.CREATED_AT.gt(since)));
    }

    @Override
    public List<Firing> due(Instant now, Set<Target> without, int limit) {
        return sql.selectFrom(AUTOMATION_FIRING)
                .where(AUTOMATION_FIRING.DUE_AT.le(now), PENDING)
                .and(
                        without.isEmpty()
                                ? DSL.noCondition()
                                : AUTOMATION_FIRING.TARGET.notIn(
                                        without.stream().map(Targets::text).toList()))
                .orderBy(AUTOMATION_FIRING.DUE_AT, AUTOMATION_FIRING.ID)
                .limit(limit)
                .fetch(SqlFiringStore::firing);
    }

    @Override
    public boolean claim(Firing firing, Instant until) {
        return sql.update(AUTOMATION_FIRING)
                        .set(AUTOMATION_FIRING.ATTEMPTS, firing.attempts() + 1)
                        .set(AUTOMATION_FIRING.DUE_AT, until)
                        .where(AUTOMATION_FIRING.ID.eq(firing.id().value()))
                        .and(AUTOMATION_FIRING.ATTEMPTS.eq(firing.attempts()))
                        .and(PENDING)
                        .execute()
                == 1;
    }

    @Override
    public void again(Firing firing, Instant due, Integer status, String message) {
        sql.update(AUTOMATION_FIRING)
                .set(AUTOMATION_FIRING.DUE_AT, due)
                .set(AUTOMATION_FIRING.RESPONSE_STATUS, status)
                .set(AUTOMATION_FIRING.MESSAGE, message)
                .where(AUTOMATION_FIRING.ID.eq(firing.id().value()))
                .and(isLatestAttempt(firing))
                .and(PENDING)
                .execute();
    }

    private static Condition isLatestAttempt(Firing claimed) {
        return AUTOMATION_FIRING.ATTEMPTS.eq(claimed.attempts() + 1);
    }

    @Override
    public void finish(Firing firing, Firing.State state, Integer status, String message, Instant now) {
        sql.update(AUTOMATION_FIRING)
                .set(AUTOMATION_FIRING.STATE, state.name())
                .setNull(AUTOMATION_FIRING.DUE_AT)
                .set(AUTOMATION_FIRING.RESPONSE_STATUS, status)
                .set(AUTOMATION_FIRING.MESSAGE, message)
                .set(AUTOMATION_FIRING.FINISHED_AT, now)
                .where(AUTOMATION_FIRING.ID.eq(firing.id().value()))
                .and(state == Firing.State.SUCCEEDED ? DSL.noCondition() : isLatestAttempt(firing))
                .and(PENDING)
                .execute();
    }

    @Override
    public List<Firing> of(AutomationId automation, long before, int limit) {
        return sql.selectFrom(AUTOMATION_FIRING)
                .where(AUTOMATION_FIRING.AUTOMATION_ID.eq(automation.value()), AUTOMATION_FIRING.ID.lt(before))
                .orderBy(AUTOMATION_FIRING.ID.desc())
                .limit(limit)
                .fetch(SqlFiringStore::firing);
    }

    @Override
    public int deleteFinishedBefore(Instant instant) {
        return sql.deleteFrom(AUTOMATION_FIRING)
                .where(AUTOMATION_FIRING.CREATED_AT.lt(instant), DSL.not(PENDING))
                .execute();
    }

    private static Firing firing(AutomationFiringRecord row) {
        return new Firing(
                new FiringId(row.getId()),
                Targets.parse(row.getTarget()),
                occurrence(row.getOccurrence()),
                row.getConditions(),
                Firing.State.valueOf(row.getState()),
                row.getAttempts(),
                row.getDueAt(),
                row.getResponseStatus(),
                row.getMessage(),
                row.getCreatedAt(),
                row.getFinishedAt());
    }
}
