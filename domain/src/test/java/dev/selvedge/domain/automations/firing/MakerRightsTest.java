package dev.selvedge.domain.automations.firing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.AutomationScopes;
import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What automations tell, and leave in their history, when their maker's rights have changed since they were made. */
class MakerRightsTest {

    private static final EntityId TEAM = new EntityId(5);
    private static final EntityId ORGANIZATION = new EntityId(6);
    private static final EntityId HOME = new EntityId(8);
    private static final ProjectId PROJECT = new ProjectId(7);
    private static final UserId ADA = new UserId(9);

    private final InMemoryFiringStore store = new InMemoryFiringStore();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private Automation watching;
    private EntityId receiver = TEAM;
    private boolean hears = true;
    private boolean writes = true;
    private boolean uses = true;

    @Test
    void whoMayHearItIsTold() {
        onTheTeam();
        assertThat(finished(1)).isEqualTo(Firing.State.PENDING);
    }

    @Test
    void nobodyIsToldOfProjectsThatAreClosedToSomeMembers() {
        hears = false;
        onTheTeam();
        assertThat(finished(1)).isNull();
    }

    @Test
    void anAutomationWhoseMakerLeftTheTeamSaysSoOnceADay() {
        hears = false;
        writes = false;
        onTheTeam();
        for (long run = 1; run <= 50; run++) {
            finished(run);
        }
        assertThat(history()).hasSize(1).first().satisfies(refused -> {
            assertThat(refused.state()).isEqualTo(Firing.State.FAILED);
            assertThat(refused.message()).startsWith("Not sent: who made this automation");
            assertThat(refused.conditions()).as("tells of what was found").isNull();
        });
        now = now.plus(Duration.ofHours(25));
        finished(51);
        assertThat(history()).hasSize(2);

        hears = true;
        assertThat(finished(51)).as("a refusal is no firing of the run").isEqualTo(Firing.State.PENDING);
    }

    @Test
    void whatWouldNotHaveFiredIsNotRefused() {
        hears = false;
        writes = false;
        onTheTeam();
        state(1, "running");
        assertThat(history()).isEmpty();
    }

    @Test
    void aProjectsOwnReceiversHearWhoeverMadeTheAutomation() {
        hears = false;
        writes = false;
        uses = false;
        onTheProject();
        assertThat(finished(1)).isEqualTo(Firing.State.PENDING);
        receiver = ORGANIZATION;
        assertThat(finished(2)).isEqualTo(Firing.State.PENDING);
    }

    @Test
    void aReceiverElsewhereHearsWhatTheMakerMayKnow() {
        receiver = HOME;
        onTheProject();
        assertThat(finished(1)).isEqualTo(Firing.State.PENDING);
        hears = false;
        assertThat(finished(2)).isEqualTo(Firing.State.FAILED);
        finished(3);
        assertThat(history()).hasSize(2);
    }

    /** An heir has the automation, but not the former owner's receivers; somebody else has put in a receiver of theirs. */
    @Test
    void aReceiverElsewhereHearsNothingUnlessTheMakerMayUseIt() {
        receiver = HOME;
        uses = false;
        onTheProject();
        assertThat(finished(1)).isEqualTo(Firing.State.FAILED);
        onTheTeam();
        now = now.plus(Duration.ofHours(25));
        assertThat(finished(2)).isEqualTo(Firing.State.FAILED);
    }

    private void onTheTeam() {
        watching = automation(new Scope(Scope.Type.ENTITY, TEAM.value(), TEAM, null));
    }

    private void onTheProject() {
        watching = automation(new Scope(Scope.Type.PROJECT, PROJECT.value(), TEAM, PROJECT));
    }

    private Automation automation(Scope scope) {
        return new Automation(
                new AutomationId(1),
                "a",
                null,
                true,
                scope,
                EventType.RUN_STATE,
                "{\"run_state_filter\":{\"states\":[\"FINISHED\"]}}",
                new AutomationAction.Webhook(new IntegrationId(3), null),
                ADA,
                now,
                null,
                null);
    }

    /** What becomes of a run's end: the state of a new firing, null when there is none. */
    private Firing.State finished(long run) {
        int before = history().size();
        state(run, "finished");
        List<Firing> after = history();
        return after.size() == before ? null : after.getLast().state();
    }

    private void state(long run, String state) {
        Place place = new Place(PROJECT.value(), null, null, List.of(TEAM.value(), ORGANIZATION.value()));
        store.add(Occurrence.ofState(now, "bob", place, run, state), now);
        matcher().run();
    }

    private List<Firing> history() {
        return store.of(new AutomationId(1), Long.MAX_VALUE, 99);
    }

    private Matcher matcher() {
        RunStore runs = fake(RunStore.class, (proxy, method, arguments) -> Optional.of(run((RunId) arguments[0])));
        ProjectStore projects = fake(ProjectStore.class, (proxy, method, arguments) -> List.of());
        Variables variables =
                new Variables(new Projects(projects, null, null, null, null, null, null, null), null, null, runs);
        return new Matcher(
                store,
                fake(
                        AutomationStore.class,
                        (proxy, method, arguments) -> method.getName().equals("watching") ? List.of(watching) : null),
                new MakerRights(scopes(), integrations()),
                new Conditions(runs, null, null, variables),
                store,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private AutomationScopes scopes() {
        return fake(AutomationScopes.class, (proxy, method, arguments) -> {
            assertThat(arguments[0]).isEqualTo(ADA);
            return switch (method.getName()) {
                case "mayHear" -> hears && arguments[1].equals(PROJECT);
                case "mayWrite" -> writes;
                case "mayUse" -> uses && arguments[1].equals(receiver);
                default -> throw new AssertionError(method);
            };
        });
    }

    private IntegrationStore integrations() {
        return fake(
                IntegrationStore.class,
                (proxy, method, arguments) -> Optional.of(new Integration(
                        (IntegrationId) arguments[0],
                        receiver,
                        Integration.Kind.WEBHOOK,
                        "hook",
                        "",
                        "https://example.org/",
                        null,
                        null,
                        now)));
    }

    private Run run(RunId id) {
        return new Run(
                id,
                PROJECT,
                "r" + id.value(),
                ADA,
                new RunAbout("r", null, null, null, null, null, null, null, null, null),
                List.of(),
                RunLife.begun(RunState.RUNNING, now, now),
                RunCounts.NONE,
                new HistoryId(1),
                1,
                null,
                null);
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
