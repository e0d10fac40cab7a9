package dev.selvedge.storage.sql.audit;

import static dev.selvedge.storage.sql.schema.Tables.AUDIT_EVENT;

import dev.selvedge.domain.audit.AuditEvent;
import dev.selvedge.domain.audit.AuditLog;
import dev.selvedge.domain.audit.AuditStore;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.AuditEventRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One row an event; what it was about is read whole and never searched. */
public final class SqlAuditStore implements AuditStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> ABOUT = new TypeReference<>() {};

    private final DSLContext sql;

    public SqlAuditStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void insert(AuditEvent event) {
        sql.insertInto(AUDIT_EVENT)
                .set(AUDIT_EVENT.CREATED_AT, event.at())
                .set(AUDIT_EVENT.ACTION, event.action())
                .set(
                        AUDIT_EVENT.ACTOR_ID,
                        event.actor() == null ? null : event.actor().value())
                .set(AUDIT_EVENT.STATUS, event.status())
                .set(AUDIT_EVENT.ABOUT, JSON.writeValueAsString(event.about()))
                .execute();
    }

    @Override
    public List<AuditEvent> between(Instant start, Instant end, AuditLog.Place after, int limit) {
        Condition beyond = after == null
                ? DSL.noCondition()
                : AUDIT_EVENT
                        .CREATED_AT
                        .gt(after.at())
                        .or(AUDIT_EVENT.CREATED_AT.eq(after.at()).and(AUDIT_EVENT.ID.gt(after.id())));
        // the range begins at the last event, so that the index is read from there and not from the beginning
        Instant from = after == null || after.at().isBefore(start) ? start : after.at();
        return sql.selectFrom(AUDIT_EVENT)
                .where(AUDIT_EVENT.CREATED_AT.ge(from), AUDIT_EVENT.CREATED_AT.lt(end))
                .and(beyond)
                .orderBy(AUDIT_EVENT.CREATED_AT, AUDIT_EVENT.ID)
                .limit(limit)
                .fetch(SqlAuditStore::event);
    }

    @Override
    public int deleteBefore(Instant end, int limit) {
        List<Long> old = sql.select(AUDIT_EVENT.ID)
                .from(AUDIT_EVENT)
                .where(AUDIT_EVENT.CREATED_AT.lt(end))
                .orderBy(AUDIT_EVENT.CREATED_AT, AUDIT_EVENT.ID)
                .limit(limit)
                .fetch(AUDIT_EVENT.ID);
        if (!old.isEmpty()) {
            sql.deleteFrom(AUDIT_EVENT).where(AUDIT_EVENT.ID.in(old)).execute();
        }
        return old.size();
    }

    private static AuditEvent event(AuditEventRecord row) {
        return new AuditEvent(
                row.getId(),
                row.getCreatedAt(),
                row.getAction(),
                row.getActorId() == null ? null : new UserId(row.getActorId()),
                row.getStatus(),
                JSON.readValue(row.getAbout(), ABOUT));
    }
}
