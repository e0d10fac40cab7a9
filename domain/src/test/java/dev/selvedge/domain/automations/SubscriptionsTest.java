package dev.selvedge.domain.automations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.automations.AutomationStore.Watch;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Signals;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final Set<EventType> STATES = Set.of(EventType.RUN_STATE);

    private final List<Watch> kept = new ArrayList<>();
    private int questions;
    private long now;
    private final Map<String, Consumer<String>> listeners = new HashMap<>();
    private final Subscriptions subscriptions = new Subscriptions(store(), () -> now, false, signals());

    @Test
    void aThousandRequestsAskTheDatabaseOnce() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(subscriptions.maybeOf(STATES, new ProjectId(i))).isFalse();
            assertThat(subscriptions.maybeOf(EventType.METRICS, new ProjectId(i)))
                    .isFalse();
        }
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void aChangeOfThisProcessIsSeenAtOnceAndThatOfAnotherSoon() {
        assertThat(subscriptions.maybeOf(STATES, new ProjectId(7))).isFalse();
        kept.add(new Watch(EventType.RUN_STATE, Scope.Type.PROJECT, 7));
        assertThat(subscriptions.maybeOf(STATES, new ProjectId(7))).isFalse();
        subscriptions.changed();
        assertThat(subscriptions.maybeOf(STATES, new ProjectId(7))).isTrue();
        kept.clear();
        now += Subscriptions.FRESH_NANOS + 1;
        assertThat(subscriptions.maybeOf(STATES, new ProjectId(7))).isFalse();
    }

    @Test
    void whatHappensOnceOnlyIsHeardByAnAutomationThatAnotherReplicaHasJustMade() {
        Subscriptions here = new Subscriptions(store(), () -> now, true, signals());
        assertThat(here.maybeOf(STATES, new ProjectId(7))).isFalse();
        assertThat(here.maybeOf(EventType.METRICS, new ProjectId(7))).isFalse();
        kept.add(new Watch(EventType.RUN_STATE, Scope.Type.PROJECT, 7));
        kept.add(new Watch(EventType.RUN_METRIC, Scope.Type.PROJECT, 7));
        assertThat(here.maybeOf(STATES, new ProjectId(7))).isTrue();
        int before = questions;
        for (int i = 0; i < 1_000; i++) {
            here.maybeOf(EventType.METRICS, new ProjectId(7));
        }
        assertThat(questions).as("rows come all the time").isEqualTo(before);
    }

    @Test
    void whatAnotherReplicaSaysIsHeard() {
        assertThat(subscriptions.maybeOf(EventType.METRICS, new ProjectId(7))).isFalse();
        kept.add(new Watch(EventType.RUN_METRIC, Scope.Type.PROJECT, 7));
        listeners.values().forEach(listener -> listener.accept("changed"));
        assertThat(subscriptions.maybeOf(EventType.METRICS, new ProjectId(7))).isTrue();
    }

    @Test
    void eachKindOfScopeIsToldApart() {
        kept.add(new Watch(EventType.ADD_ARTIFACT_TAG, Scope.Type.ENTITY, 1));
        kept.add(new Watch(EventType.ADD_ARTIFACT_TAG, Scope.Type.ARTIFACT_COLLECTION, 3));
        Set<EventType> tags = Set.of(EventType.ADD_ARTIFACT_TAG);
        assertThat(subscriptions.watches(tags, List.of(new EntityId(1)), List.of(), List.of()))
                .isTrue();
        assertThat(subscriptions.watches(tags, List.of(), List.of(new ProjectId(1)), List.of(1L)))
                .isFalse();
        assertThat(subscriptions.watches(tags, List.of(), List.of(), List.of(3L)))
                .isTrue();
        assertThat(subscriptions.watches(STATES, List.of(new EntityId(1)), List.of(), List.of(3L)))
                .isFalse();
        assertThat(subscriptions.maybeOf(tags, new ProjectId(8)))
                .as("perhaps of entity 1")
                .isTrue();
    }

    private Signals signals() {
        return new Signals() {
            @Override
            public void send(String topic, String word) {
                listeners.get(topic).accept(word);
            }

            @Override
            public void listen(String topic, Consumer<String> listener) {
                listeners.put(topic, listener);
            }
        };
    }

    /** Of the whole store only the watches are asked for. */
    private AutomationStore store() {
        return (AutomationStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AutomationStore.class}, (proxy, method, arguments) -> {
                    questions++;
                    return List.copyOf(kept);
                });
    }
}
