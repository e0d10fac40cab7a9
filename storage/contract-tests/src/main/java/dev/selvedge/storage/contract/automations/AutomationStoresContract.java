package dev.selvedge.storage.contract.automations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.AutomationStore.Watch;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.automations.firing.Firing;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.automations.firing.Occurrence;
import dev.selvedge.domain.automations.firing.Place;
import dev.selvedge.domain.automations.firing.Target;
import dev.selvedge.domain.automations.secrets.SecretStore;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Automations, integrations, secrets and firings as every backend keeps them. */
public abstract class AutomationStoresContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final EntityId TEAM = new EntityId(5);
    private static final ProjectId PROJECT = new ProjectId(7);
    private static final UserId ADA = new UserId(9);

    protected abstract AutomationStore automations();

    protected abstract IntegrationStore integrations();

    protected abstract SecretStore secrets();

    protected abstract FiringStore firings();

    @Test
    void everyKindOfActionComesBackAsItWasKept() {
        IntegrationId id = new IntegrationId(3);
        for (AutomationAction action : List.of(
                new AutomationAction.NoOp(),
                new AutomationAction.Webhook(id, "{\"a\":\"${alias}\"}"),
                new AutomationAction.Webhook(id, null),
                new AutomationAction.Notification(id, "T", "a \"b\"", Severity.WARN),
                new AutomationAction.QueueJob("UnVuUXVldWU6MQ==", "{\"job\":1}"))) {
            Automation kept = insert(action.toString(), project(), EventType.RUN_STATE, action);
            assertThat(automations().find(kept.id())).contains(kept);
            assertThat(kept.action()).isEqualTo(action);
        }
        assertThat(automations().uses(id)).isTrue();
        assertThat(automations().uses(new IntegrationId(4))).isFalse();
    }

    @Test
    void aNameIsTakenOnceInAScope() {
        insert("a", project(), EventType.RUN_STATE, new AutomationAction.NoOp());
        Automation elsewhere = insert("a", entity(), EventType.RUN_STATE, new AutomationAction.NoOp());
        assertCode(
                Fault.Code.CONFLICT, () -> insert("a", project(), EventType.LINK_MODEL, new AutomationAction.NoOp()));
        assertCode(Fault.Code.CONFLICT, () -> automations().save(moved(elsewhere, project())));
    }

    @Test
    void onlyEnabledOnesWatch() {
        Automation on = insert("on", project(), EventType.RUN_METRIC, new AutomationAction.NoOp());
        Automation above = insert("above", entity(), EventType.RUN_METRIC_CHANGE, new AutomationAction.NoOp());
        Automation collection = insert(
                "c",
                new Scope(Scope.Type.ARTIFACT_COLLECTION, 7, TEAM, new ProjectId(8)),
                EventType.RUN_METRIC,
                new AutomationAction.NoOp());
        automations().save(disabled(insert("off", project(), EventType.RUN_METRIC, new AutomationAction.NoOp())));
        assertThat(automations().watching(EventType.METRICS, List.of(TEAM), List.of(PROJECT), List.of()))
                .extracting(Automation::id)
                .containsExactly(on.id(), above.id());
        assertThat(automations().watching(Set.of(EventType.RUN_METRIC), List.of(), List.of(), List.of(7L)))
                .extracting(Automation::id)
                .containsExactly(collection.id());
        assertThat(automations().watches())
                .containsExactlyInAnyOrder(
                        new Watch(EventType.RUN_METRIC, Scope.Type.PROJECT, 7),
                        new Watch(EventType.RUN_METRIC_CHANGE, Scope.Type.ENTITY, 5),
                        new Watch(EventType.RUN_METRIC, Scope.Type.ARTIFACT_COLLECTION, 7));
    }

    @Test
    void integrationsAreToldApartByKindNameAndChannel() {
        Integration hook = integrations().insert(integration(Integration.Kind.WEBHOOK, "a", ""));
        integrations().insert(integration(Integration.Kind.SLACK, "a", "#x"));
        integrations().insert(integration(Integration.Kind.SLACK, "a", "#y"));
        assertCode(Fault.Code.CONFLICT, () -> integrations().insert(integration(Integration.Kind.SLACK, "a", "#x")));
        assertThat(integrations().of(TEAM, 0, 2)).hasSize(2).first().isEqualTo(hook);
        assertThat(integrations().of(TEAM, hook.id().value(), 9)).hasSize(2);
        assertThat(integrations().delete(hook.id())).isTrue();
        assertThat(integrations().delete(hook.id())).isFalse();
    }

    @Test
    void aSecretIsReplaced() {
        assertThat(secrets().put(TEAM, "b", "sealed", ADA, NOW).updatedAt()).isNull();
        assertThat(secrets()
                        .put(TEAM, "b", "sealed again", ADA, NOW.plusSeconds(1))
                        .updatedAt())
                .isEqualTo(NOW.plusSeconds(1));
        secrets().put(TEAM, "a", "x", ADA, NOW);
        assertThat(secrets().sealed(TEAM, "b")).contains("sealed again");
        assertThat(secrets().sealed(new EntityId(6), "b")).isEmpty();
        assertThat(secrets().of(TEAM)).extracting(secret -> secret.name()).containsExactly("a", "b");
        assertThat(secrets().delete(TEAM, "b")).isTrue();
        assertThat(secrets().delete(TEAM, "b")).isFalse();
    }

    @Test
    void whatHappenedWaitsInItsOrderUntilItIsTaken() {
        for (int i = 0; i < 3; i++) {
            firings().add(occurrence(i), NOW);
        }
        List<FiringStore.Waiting> waiting = firings().waiting(0, 2);
        assertThat(waiting).extracting(FiringStore.Waiting::occurrence).containsExactly(occurrence(0), occurrence(1));
        firings().failed(waiting.getFirst().id());
        assertThat(firings().remove(waiting.getLast().id())).isTrue();
        assertThat(firings().remove(waiting.getLast().id()))
                .as("by somebody slower")
                .isFalse();
        assertThat(firings().waiting(0, 9))
                .extracting(FiringStore.Waiting::attempts)
                .containsExactly(1, 0);
        assertThat(firings().waiting(waiting.getFirst().id(), 9))
                .extracting(FiringStore.Waiting::occurrence)
                .containsExactly(occurrence(2));
    }

    @Test
    void anAttemptIsMadeByOneOfManyAndAgainWhenThatOneDies() {
        firings().fire(target(1), occurrence(1), null, "{}", NOW);
        Firing due = due(NOW).getFirst();
        assertThat(firings().claim(due, NOW.plusSeconds(30))).isTrue();
        assertThat(firings().claim(due, NOW.plusSeconds(30)))
                .as("somebody slower")
                .isFalse();
        assertThat(due(NOW)).isEmpty();
        Firing later = due(NOW.plusSeconds(30)).getFirst();
        assertThat(later.attempts()).isEqualTo(1);
        assertThat(firings().claim(later, NOW.plusSeconds(60))).isTrue();
        firings().finish(later, Firing.State.SUCCEEDED, 204, "ok", NOW.plusSeconds(31));
        assertThat(due(NOW.plus(Duration.ofDays(1)))).isEmpty();
        Firing over = firings().of(new AutomationId(1), Long.MAX_VALUE, 9).getFirst();
        assertThat(over.attempts()).isEqualTo(2);
        assertThat(over.responseStatus()).isEqualTo(204);
        assertThat(over.finishedAt()).isEqualTo(NOW.plusSeconds(31));
        assertThat(over.occurrence()).isEqualTo(occurrence(1));
    }

    /** A server that slept, or a receiver that took longer than a claim lasts: another one has tried meanwhile. */
    @Test
    void whatALateAttemptCameToChangesNothingThatOthersDid() {
        firings().fire(target(1), occurrence(1), null, "{}", NOW);
        Firing first = due(NOW).getFirst();
        firings().claim(first, NOW.plusSeconds(30));
        Firing second = due(NOW.plusSeconds(30)).getFirst();
        firings().claim(second, NOW.plusSeconds(60));
        firings().again(first, NOW.plusSeconds(32), 503, "late");
        firings().finish(first, Firing.State.FAILED, 400, "late", NOW.plusSeconds(32));
        assertThat(due(NOW.plusSeconds(59)))
                .as("the second attempt is under way")
                .isEmpty();
        firings().finish(second, Firing.State.SUCCEEDED, 204, "ok", NOW.plusSeconds(40));
        firings().again(first, NOW.plusSeconds(50), 503, "late");
        firings().again(second, NOW.plusSeconds(50), 503, "twice");
        assertThat(due(NOW.plus(Duration.ofDays(1)))).isEmpty();
        Firing over = firings().of(new AutomationId(1), Long.MAX_VALUE, 9).getFirst();
        assertThat(over.state()).isEqualTo(Firing.State.SUCCEEDED);
        assertThat(over.message()).isEqualTo("ok");
        assertThat(over.dueAt()).isNull();
    }

    @Test
    void whatALateAttemptDeliveredNeedsNoFurtherOne() {
        firings().fire(target(1), occurrence(1), null, "{}", NOW);
        Firing first = due(NOW).getFirst();
        firings().claim(first, NOW.plusSeconds(30));
        Firing second = due(NOW.plusSeconds(30)).getFirst();
        firings().claim(second, NOW.plusSeconds(60));
        firings().finish(first, Firing.State.SUCCEEDED, 204, "ok", NOW.plusSeconds(40));
        firings().again(second, NOW.plusSeconds(50), 503, "busy");
        assertThat(due(NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void firingsAreRememberedByKeyAndForgottenInTime() {
        firings().fire(target(1), occurrence(1), "run 4", "{}", NOW);
        firings().fire(new Target.Mail(ADA), Occurrence.ofAlert(NOW, 7, 4, 2), null, null, NOW);
        firings().fire(new Target.Channel(new IntegrationId(2)), Occurrence.ofAlert(NOW, 7, 4, 2), null, null, NOW);
        assertThat(firings().firedSince(new AutomationId(1), "run 4", NOW.minusSeconds(1)))
                .isTrue();
        assertThat(firings().firedSince(new AutomationId(1), "run 4", NOW.plusSeconds(1)))
                .isFalse();
        assertThat(firings().firedSince(new AutomationId(2), "run 4", NOW.minusSeconds(1)))
                .isFalse();
        assertThat(due(NOW))
                .extracting(Firing::target)
                .containsExactly(target(1), new Target.Mail(ADA), new Target.Channel(new IntegrationId(2)));
        Firing first = due(NOW).getFirst();
        assertThat(firings().due(NOW, Set.of(first.target()), 9))
                .extracting(Firing::target)
                .containsExactly(new Target.Mail(ADA), new Target.Channel(new IntegrationId(2)));
        firings().claim(first, NOW.plusSeconds(30));
        firings().finish(first, Firing.State.FAILED, null, "gone", NOW);
        assertThat(firings().deleteFinishedBefore(NOW.plusSeconds(1)))
                .as("what is still to be done stays")
                .isEqualTo(1);
    }

    @Test
    void aRefusalIsOverAndRememberedByItsKey() {
        firings().refuse(target(1), occurrence(4), "refused", "not sent", NOW);
        assertThat(due(NOW.plus(Duration.ofDays(1)))).isEmpty();
        assertThat(firings().firedSince(new AutomationId(1), "refused", NOW.minusSeconds(1)))
                .isTrue();
        assertThat(firings().firedSince(new AutomationId(1), "run 4", NOW.minusSeconds(1)))
                .isFalse();
        Firing kept = firings().of(new AutomationId(1), Long.MAX_VALUE, 9).getFirst();
        assertThat(kept.state()).isEqualTo(Firing.State.FAILED);
        assertThat(kept.message()).isEqualTo("not sent");
        assertThat(kept.conditions()).isNull();
        assertThat(kept.finishedAt()).isEqualTo(NOW);
        assertThat(firings().deleteFinishedBefore(NOW.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void anAutomationTakesItsHistoryWithIt() {
        Automation kept = insert("a", project(), EventType.RUN_STATE, new AutomationAction.NoOp());
        firings().fire(new Target.OfAutomation(kept.id()), occurrence(1), null, "{}", NOW);
        assertThat(automations().delete(kept.id())).isTrue();
        assertThat(due(NOW)).isEmpty();
        assertThat(automations().delete(kept.id())).isFalse();
    }

    private List<Firing> due(Instant now) {
        return firings().due(now, Set.of(), 9);
    }

    private Automation insert(String name, Scope scope, EventType event, AutomationAction action) {
        return automations()
                .insert(new Automation(null, name, null, true, scope, event, "{}", action, ADA, NOW, null, null));
    }

    private static Automation disabled(Automation of) {
        return changed(of, of.scope(), false);
    }

    private static Automation moved(Automation of, Scope scope) {
        return changed(of, scope, true);
    }

    private static Automation changed(Automation of, Scope scope, boolean enabled) {
        return new Automation(
                of.id(),
                of.name(),
                of.description(),
                enabled,
                scope,
                of.event(),
                of.filter(),
                of.action(),
                of.createdBy(),
                of.createdAt(),
                NOW,
                null);
    }

    private static Scope project() {
        return new Scope(Scope.Type.PROJECT, PROJECT.value(), TEAM, PROJECT);
    }

    private static Scope entity() {
        return new Scope(Scope.Type.ENTITY, TEAM.value(), TEAM, null);
    }

    private static Integration integration(Integration.Kind kind, String name, String channel) {
        return new Integration(null, TEAM, kind, name, channel, "https://example.org/", "TOKEN", null, NOW);
    }

    private static Occurrence occurrence(long run) {
        return new Occurrence(
                EventType.RUN_METRIC,
                NOW,
                "ada",
                List.of(new Place(7, null, null, List.of(5L))),
                null,
                List.of("x"),
                "t",
                run,
                "running",
                null,
                12L,
                null);
    }

    private static Target target(long automation) {
        return new Target.OfAutomation(new AutomationId(automation));
    }

    private static void assertCode(Fault.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
