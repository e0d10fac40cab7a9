package dev.selvedge.storage.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.audit.AuditEvent;
import dev.selvedge.domain.audit.AuditLog.Place;
import dev.selvedge.domain.audit.AuditStore;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that is empty before each test. */
public abstract class AuditStoreContract {

    private static final Instant FOREVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    private AuditStore store;

    protected abstract AuditStore store();

    @BeforeEach
    void setUp() {
        store = store();
    }

    @Test
    void anEventIsReadAsItWasWritten() {
        Map<String, String> about = Map.of("entity_name", "größe \"x\"", "actor_ip", "10.0.0.1");
        store.insert(new AuditEvent(0, START, "run:delete", new UserId(7), 403, about));
        store.insert(new AuditEvent(0, START.plusNanos(1_000), "user:create", null, 200, Map.of()));
        List<AuditEvent> found = store.between(START, FOREVER, null, 10);
        assertThat(found)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(
                        new AuditEvent(0, START, "run:delete", new UserId(7), 403, about),
                        new AuditEvent(0, START.plusNanos(1_000), "user:create", null, 200, Map.of()));
        assertThat(store.between(START, START.plusNanos(1_000), null, 10)).hasSize(1);
    }

    @Test
    void pagesFollowEachOtherAlsoWithinOneInstant() {
        IntStream.range(0, 7)
                .forEach(i -> store.insert(
                        new AuditEvent(0, START.plusSeconds(i / 3), "run:stop", null, 200, Map.of("n", "" + i))));
        List<AuditEvent> first = store.between(START, FOREVER, null, 4);
        AuditEvent last = first.getLast();
        List<AuditEvent> second = store.between(START, FOREVER, new Place(last.at(), last.id()), 4);
        assertThat(first).extracting(event -> event.about().get("n")).containsExactly("0", "1", "2", "3");
        assertThat(second).extracting(event -> event.about().get("n")).containsExactly("4", "5", "6");
    }

    @Test
    void theOldestAreRemovedFirstAndOnlyBeforeTheEnd() {
        IntStream.range(0, 5)
                .forEach(i -> store.insert(
                        new AuditEvent(0, START.plusSeconds(i), "run:stop", null, 200, Map.of("n", "" + i))));
        assertThat(store.deleteBefore(START.plusSeconds(3), 2)).isEqualTo(2);
        assertThat(store.deleteBefore(START.plusSeconds(3), 2)).isEqualTo(1);
        assertThat(store.deleteBefore(START.plusSeconds(3), 2)).isZero();
        assertThat(store.between(START, FOREVER, null, 10))
                .extracting(event -> event.about().get("n"))
                .containsExactly("3", "4");
    }
}
