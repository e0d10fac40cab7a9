package dev.selvedge.domain.automations.firing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.AutomationStore.Watch;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.automations.Subscriptions;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.platform.Signals;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rows of a run are told to those who watch metrics. */
class RunWatchTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ProjectId PROJECT = new ProjectId(7);
    private static final EntityId TEAM = new EntityId(5);

    private final InMemoryFiringStore store = new InMemoryFiringStore();
    private final RunWatch watch = new RunWatch(
            store,
            new Subscriptions(
                    fake(
                            AutomationStore.class,
                            (proxy, method, arguments) ->
                                    List.of(new Watch(EventType.RUN_METRIC, Scope.Type.PROJECT, 7))),
                    () -> 0,
                    false,
                    fake(Signals.class, (proxy, method, arguments) -> null)),
            new Places(null, projects(), fake(EntityStore.class, (proxy, method, arguments) -> Optional.empty())),
            fake(UserStore.class, (proxy, method, arguments) -> Optional.empty()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void newRowsAreThoseAfterTheLastStep() {
        watch.changed(run(1, null), run(1, 4L));
        watch.changed(run(1, 4L), run(1, 9L));
        assertThat(told()).containsExactly("null..4", "4..9");
    }

    @Test
    void rowsWrittenAgainAreNoNewOnes() {
        watch.changed(run(1, 4L), run(1, 4L));
        watch.changed(run(1, null), run(1, null));
        assertThat(told()).isEmpty();
    }

    /** A finished run's id is used again by a program so short that all of its rows come in the one request that ends it. */
    @Test
    void allRowsOfARunThatIsBegunAnewAreNew() {
        watch.changed(run(1, 9L), run(2, 2L));
        assertThat(told()).containsExactly("null..2");
    }

    @Test
    void aRunThatIsBegunAnewWithoutRowsHasNone() {
        watch.changed(run(1, 9L), run(2, null));
        assertThat(told()).isEmpty();
    }

    /** The rows that it begins with were told when its parent logged them. */
    @Test
    void aForkThatIsMadeHasNoNewRows() {
        watch.changed(null, run(2, 4L));
        assertThat(told()).isEmpty();
    }

    private List<String> told() {
        return store.waiting(0, 99).stream()
                .map(FiringStore.Waiting::occurrence)
                .map(rows -> rows.afterStep() + ".." + rows.throughStep())
                .toList();
    }

    private static Run run(long history, Long lastStep) {
        return new Run(
                new RunId(1),
                PROJECT,
                "r",
                new UserId(1),
                new RunAbout("r", null, null, null, null, null, null, null, null, null),
                List.of(),
                RunLife.begun(RunState.RUNNING, NOW, NOW),
                new RunCounts(lastStep == null ? 0 : lastStep + 1, 0, 0, lastStep),
                new HistoryId(history),
                1,
                null,
                null);
    }

    private static Projects projects() {
        Project project = new Project(
                PROJECT, TEAM, "lab", "p", ProjectAccess.PRIVATE, null, ProjectAbout.NOTHING, NOW, NOW, NOW, null);
        ProjectStore found = fake(ProjectStore.class, (proxy, method, arguments) -> List.of(project));
        return new Projects(found, null, null, null, null, null, null, null);
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
