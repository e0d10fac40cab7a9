package dev.selvedge.domain.automations.firing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which events are held against automations; what automations make of them is told elsewhere. */
class MatcherTest {

    private final InMemoryFiringStore store = new InMemoryFiringStore();
    private final List<Long> matched = new ArrayList<>();
    private final Set<Long> unreadable = new HashSet<>();
    private boolean databaseIsAway;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aProjectWhoseRowsCannotBeReadHoldsUpNobodyElse() {
        unreadable.add(1L);
        for (int step = 0; step < 250; step++) {
            rows(1, step);
        }
        rows(2, 1);
        state(1);
        Matcher matcher = matcher();
        matcher.run();
        assertThat(matched).containsExactly(1L, 2L, 1L);
        assertThat(store.waiting(0, 1_000)).hasSize(250).allMatch(event -> event.attempts() == 0);

        matched.clear();
        matcher.run();
        assertThat(matched).as("nobody waits for its bucket each second").isEmpty();

        unreadable.clear();
        now = now.plus(Matcher.ASIDE);
        matcher.run();
        assertThat(matched).hasSize(250);
        assertThat(store.waiting(0, 1_000)).isEmpty();
    }

    @Test
    void whatADatabaseThatIsAwayHasIsLeftForTheNextRound() {
        databaseIsAway = true;
        state(1);
        assertThatThrownBy(() -> matcher().run()).isInstanceOf(Fault.class);
        assertThat(store.waiting(0, 9)).hasSize(1);
        databaseIsAway = false;
        matcher().run();
        assertThat(matched).containsExactly(1L, 1L);
    }

    /** A server that slept for a minute goes on with what it had read, and another one has taken over meanwhile. */
    @Test
    void whatAnotherServerHasTakenFiresNothing() {
        state(1);
        FiringStore.Waiting read = store.waiting(0, 1).getFirst();
        matcher().run();
        Matcher slept = matcher(stale(read));
        slept.run();
        assertThat(matched).containsExactly(1L);
    }

    private void rows(long project, long step) {
        store.add(Occurrence.ofRows(now, "ada", place(project), 4, step, step + 1), now);
    }

    private void state(long project) {
        store.add(Occurrence.ofState(now, "ada", place(project), 4, "finished"), now);
    }

    private static Place place(long project) {
        return new Place(project, null, null, List.of());
    }

    private Matcher matcher() {
        return matcher(store);
    }

    private Matcher matcher(FiringStore firings) {
        return new Matcher(firings, automations(), null, null, store, clock());
    }

    /** Shows an event as it was, once. */
    private FiringStore stale(FiringStore.Waiting read) {
        return (FiringStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FiringStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("waiting")) {
                        return (long) arguments[0] < read.id() ? List.of(read) : List.of();
                    }
                    return method.invoke(store, arguments);
                });
    }

    /** Asked only who watches; nobody does. */
    @SuppressWarnings("unchecked")
    private AutomationStore automations() {
        return (AutomationStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AutomationStore.class}, (proxy, method, arguments) -> {
                    long project = ((Collection<ProjectId>) arguments[2])
                            .iterator()
                            .next()
                            .value();
                    matched.add(project);
                    boolean looksIntoRows = arguments[0].equals(EventType.METRICS);
                    if (databaseIsAway || looksIntoRows && unreadable.contains(project)) {
                        throw Fault.unavailable("away", null, Duration.ofSeconds(2));
                    }
                    return List.of();
                });
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
