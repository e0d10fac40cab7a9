package dev.selvedge.storage.sql.automations;

import static dev.selvedge.storage.sql.schema.Tables.ALERT_SETTINGS;
import static dev.selvedge.storage.sql.schema.Tables.RUN_ALERT;
import static org.jooq.impl.DSL.inline;

import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.automations.alerts.AlertSettings;
import dev.selvedge.domain.automations.alerts.AlertStore;
import dev.selvedge.domain.automations.alerts.RunAlert;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import dev.selvedge.storage.sql.schema.tables.records.AlertSettingsRecord;
import dev.selvedge.storage.sql.schema.tables.records.RunAlertRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Alerts and who wants them as rows. */
public final class SqlAlertStore implements AlertStore {

    private final DSLContext sql;
    private final FixedStatement wantsEnds;

    public SqlAlertStore(Database database) {
        this.sql = database.sql();
        this.wantsEnds = new FixedStatement(
                database,
                sql.select(ALERT_SETTINGS.ENTITY_ID)
                        .from(ALERT_SETTINGS)
                        .where(ALERT_SETTINGS.FINISHED.isTrue().or(ALERT_SETTINGS.CRASHED.isTrue()))
                        .limit(inline(1)));
    }

    @Override
    public RunAlert insert(RunAlert alert) {
        long id = sql.insertInto(RUN_ALERT)
                .set(RUN_ALERT.RUN_ID, alert.run().value())
                .set(RUN_ALERT.PROJECT_ID, alert.project().value())
                .set(RUN_ALERT.KIND, alert.kind().name())
                .set(RUN_ALERT.TITLE, alert.title())
                .set(RUN_ALERT.TEXT, alert.text())
                .set(RUN_ALERT.SEVERITY, alert.severity().name())
                .set(RUN_ALERT.CREATED_AT, alert.createdAt())
                .returning(RUN_ALERT.ID)
                .fetchOne()
                .getId();
        return find(id).orElseThrow();
    }

    @Override
    public Optional<RunAlert> find(long id) {
        return sql.selectFrom(RUN_ALERT).where(RUN_ALERT.ID.eq(id)).fetchOptional(SqlAlertStore::alert);
    }

    @Override
    public boolean saidSince(RunId run, String title, Instant since) {
        return sql.fetchExists(
                RUN_ALERT,
                RUN_ALERT.RUN_ID.eq(run.value()).and(RUN_ALERT.TITLE.eq(title)).and(RUN_ALERT.CREATED_AT.gt(since)));
    }

    @Override
    public List<RunAlert> of(RunId run, long before, int limit) {
        return where(RUN_ALERT.RUN_ID.eq(run.value()), before, limit);
    }

    @Override
    public List<RunAlert> of(ProjectId project, long before, int limit) {
        return where(RUN_ALERT.PROJECT_ID.eq(project.value()), before, limit);
    }

    private List<RunAlert> where(Condition condition, long before, int limit) {
        return sql.selectFrom(RUN_ALERT)
                .where(condition, RUN_ALERT.ID.lt(before))
                .orderBy(RUN_ALERT.ID.desc())
                .limit(limit)
                .fetch(SqlAlertStore::alert);
    }

    @Override
    public Optional<AlertSettings> settings(EntityId entity) {
        return sql.selectFrom(ALERT_SETTINGS)
                .where(ALERT_SETTINGS.ENTITY_ID.eq(entity.value()))
                .fetchOptional(SqlAlertStore::settings);
    }

    @Override
    public void save(AlertSettings settings) {
        AlertSettingsRecord row = sql.newRecord(ALERT_SETTINGS);
        row.setFinished(settings.finished());
        row.setCrashed(settings.crashed());
        row.setScripted(settings.scripted());
        row.setEmail(settings.email());
        row.setIntegrationId(
                settings.channel() == null ? null : settings.channel().value());
        sql.insertInto(ALERT_SETTINGS)
                .set(ALERT_SETTINGS.ENTITY_ID, settings.entity().value())
                .set(row)
                .onDuplicateKeyUpdate()
                .set(row)
                .execute();
    }

    @Override
    public boolean anyWantsEnds() {
        return wantsEnds.find().isPresent();
    }

    private static RunAlert alert(RunAlertRecord row) {
        return new RunAlert(
                row.getId(),
                new RunId(row.getRunId()),
                new ProjectId(row.getProjectId()),
                RunAlert.Kind.valueOf(row.getKind()),
                row.getTitle(),
                row.getText(),
                Severity.valueOf(row.getSeverity()),
                row.getCreatedAt());
    }

    private static AlertSettings settings(AlertSettingsRecord row) {
        return new AlertSettings(
                new EntityId(row.getEntityId()),
                row.getFinished(),
                row.getCrashed(),
                row.getScripted(),
                row.getEmail(),
                row.getIntegrationId() == null ? null : new IntegrationId(row.getIntegrationId()));
    }
}
