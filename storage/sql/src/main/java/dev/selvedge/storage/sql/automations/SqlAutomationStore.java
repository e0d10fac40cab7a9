package dev.selvedge.storage.sql.automations;

import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION;
import static dev.selvedge.storage.sql.schema.Tables.AUTOMATION_FIRING;
import static java.util.stream.Collectors.groupingBy;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.AutomationRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import tools.jackson.databind.JsonNode;

/** One row an automation; its scope's entity and project stand beside it, so that lists need no joins. */
public final class SqlAutomationStore implements AutomationStore {

    private static final String WEBHOOK_ACTION = "GENERIC_WEBHOOK";
    private static final String NOTIFICATION_ACTION = "NOTIFICATION";
    private static final String QUEUE_JOB_ACTION = "QUEUE_JOB";
    private static final String NO_OP_ACTION = "NO_OP";

    private final DSLContext sql;

    public SqlAutomationStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Automation insert(Automation automation) {
        AutomationRecord row = row(automation);
        row.setCreatedAt(automation.createdAt());
        long id = unique(
                "The scope already has an automation named " + automation.name(),
                () -> sql.insertInto(AUTOMATION)
                        .set(row)
                        .returning(AUTOMATION.ID)
                        .fetchOne()
                        .getId());
        return find(new AutomationId(id)).orElseThrow();
    }

    @Override
    public void save(Automation automation) {
        unique(
                "The scope already has an automation named " + automation.name(),
                () -> sql.update(AUTOMATION)
                        .set(row(automation))
                        .where(AUTOMATION.ID.eq(automation.id().value()))
                        .execute());
    }

    private static <T> T unique(String sentence, Supplier<T> statement) {
        try {
            return statement.get();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, sentence, e);
        }
    }

    private AutomationRecord row(Automation automation) {
        AutomationRecord row = sql.newRecord(AUTOMATION);
        row.setName(automation.name());
        row.setDescription(automation.description());
        row.setEnabled(automation.enabled());
        row.setScopeType(automation.scope().type().name());
        row.setScopeId(automation.scope().id());
        row.setEntityId(automation.scope().entity().value());
        row.setProjectId(
                automation.scope().project() == null
                        ? null
                        : automation.scope().project().value());
        row.setEventType(automation.event().name());
        row.setEventFilter(automation.filter());
        switch (automation.action()) {
            case AutomationAction.Webhook(IntegrationId integration, String payload) -> {
                row.setActionType(WEBHOOK_ACTION);
                row.setWebhookId(integration.value());
                row.setPayload(payload);
            }
            case AutomationAction.Notification(var integration, var title, var message, var severity) -> {
                row.setActionType(NOTIFICATION_ACTION);
                row.setWebhookId(integration.value());
                row.setPayload(RunJson.text(Map.of("title", title, "message", message, "severity", severity.name())));
            }
            case AutomationAction.QueueJob(String queue, String template) -> {
                row.setActionType(QUEUE_JOB_ACTION);
                row.setWebhookId(null);
                row.setPayload(RunJson.text(Map.of("queue", queue, "template", template)));
            }
            case AutomationAction.NoOp() -> {
                row.setActionType(NO_OP_ACTION);
                row.setWebhookId(null);
                row.setPayload(null);
            }
        }
        row.setCreatedBy(automation.createdBy().value());
        row.setUpdatedAt(automation.updatedAt());
        return row;
    }

    @Override
    public Optional<Automation> find(AutomationId id) {
        return where(AUTOMATION.ID.eq(id.value())).stream().findFirst();
    }

    @Override
    public Optional<Automation> lock(AutomationId id) {
        sql.select(AUTOMATION.ID)
                .from(AUTOMATION)
                .where(AUTOMATION.ID.eq(id.value()))
                .forUpdate()
                .fetch();
        return find(id);
    }

    @Override
    public boolean delete(AutomationId id) {
        sql.deleteFrom(AUTOMATION_FIRING)
                .where(AUTOMATION_FIRING.AUTOMATION_ID.eq(id.value()))
                .execute();
        return sql.deleteFrom(AUTOMATION).where(AUTOMATION.ID.eq(id.value())).execute() == 1;
    }

    @Override
    public List<Automation> ofEntities(Collection<EntityId> entities) {
        return where(
                AUTOMATION.ENTITY_ID.in(entities.stream().map(EntityId::value).toList()));
    }

    @Override
    public List<Automation> onEntities(Collection<EntityId> entities) {
        return where(on(Scope.Type.ENTITY)
                .and(AUTOMATION.SCOPE_ID.in(
                        entities.stream().map(EntityId::value).toList())));
    }

    @Override
    public Map<ProjectId, List<Automation>> ofProjects(Collection<ProjectId> projects) {
        return where(AUTOMATION.PROJECT_ID.in(
                        projects.stream().map(ProjectId::value).toList()))
                .stream()
                .collect(groupingBy(automation -> automation.scope().project()));
    }

    @Override
    public List<Automation> watching(
            Collection<EventType> events,
            Collection<EntityId> entities,
            Collection<ProjectId> projects,
            Collection<Long> collections) {
        return where(AUTOMATION
                .ENABLED
                .isTrue()
                .and(AUTOMATION.EVENT_TYPE.in(
                        events.stream().map(EventType::name).toList()))
                .and(on(Scope.Type.ENTITY)
                        .and(AUTOMATION.SCOPE_ID.in(
                                entities.stream().map(EntityId::value).toList()))
                        .or(on(Scope.Type.PROJECT)
                                .and(AUTOMATION.SCOPE_ID.in(
                                        projects.stream().map(ProjectId::value).toList())))
                        .or(on(Scope.Type.ARTIFACT_COLLECTION).and(AUTOMATION.SCOPE_ID.in(collections)))));
    }

    @Override
    public List<Watch> watches() {
        return sql.selectDistinct(AUTOMATION.EVENT_TYPE, AUTOMATION.SCOPE_TYPE, AUTOMATION.SCOPE_ID)
                .from(AUTOMATION)
                .where(AUTOMATION.ENABLED.isTrue())
                .fetch(row ->
                        new Watch(EventType.valueOf(row.value1()), Scope.Type.valueOf(row.value2()), row.value3()));
    }

    @Override
    public boolean uses(IntegrationId integration) {
        return sql.fetchExists(AUTOMATION, AUTOMATION.WEBHOOK_ID.eq(integration.value()));
    }

    private static Condition on(Scope.Type type) {
        return AUTOMATION.SCOPE_TYPE.eq(type.name());
    }

    private List<Automation> where(Condition condition) {
        return sql.selectFrom(AUTOMATION)
                .where(condition)
                .orderBy(AUTOMATION.ID)
                .fetch(SqlAutomationStore::automation);
    }

    @Override
    public void fired(AutomationId id, Instant now) {
        sql.update(AUTOMATION)
                .set(AUTOMATION.LAST_FIRED_AT, now)
                .where(AUTOMATION.ID.eq(id.value()))
                .execute();
    }

    private static Automation automation(AutomationRecord row) {
        return new Automation(
                new AutomationId(row.getId()),
                row.getName(),
                row.getDescription(),
                row.getEnabled(),
                new Scope(
                        Scope.Type.valueOf(row.getScopeType()),
                        row.getScopeId(),
                        new EntityId(row.getEntityId()),
                        row.getProjectId() == null ? null : new ProjectId(row.getProjectId())),
                EventType.valueOf(row.getEventType()),
                row.getEventFilter(),
                action(row),
                new UserId(row.getCreatedBy()),
                row.getCreatedAt(),
                row.getUpdatedAt(),
                row.getLastFiredAt());
    }

    private static AutomationAction action(AutomationRecord row) {
        return switch (row.getActionType()) {
            case WEBHOOK_ACTION ->
                new AutomationAction.Webhook(new IntegrationId(row.getWebhookId()), row.getPayload());
            case NOTIFICATION_ACTION -> {
                JsonNode json = RunJson.parseObject(row.getPayload(), "payload");
                yield new AutomationAction.Notification(
                        new IntegrationId(row.getWebhookId()),
                        json.path("title").asString(),
                        json.path("message").asString(),
                        Severity.valueOf(json.path("severity").asString()));
            }
            case QUEUE_JOB_ACTION -> {
                JsonNode json = RunJson.parseObject(row.getPayload(), "payload");
                yield new AutomationAction.QueueJob(
                        json.path("queue").asString(), json.path("template").asString());
            }
            default -> new AutomationAction.NoOp();
        };
    }
}
