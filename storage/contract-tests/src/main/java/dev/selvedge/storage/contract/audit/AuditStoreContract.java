package dev.selvedge.storage.contract.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.audit.AuditCopy;
import dev.selvedge.domain.audit.AuditEvent;
import dev.selvedge.domain.audit.AuditLog.Place;
import dev.selvedge.domain.audit.AuditStore;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

    protected abstract UserStore users();

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

    @Test
    void eachDayBecomesAFileThatIsWholeOnceTheNextHasBegun() throws IOException {
        InMemoryObjectStore objects = new InMemoryObjectStore();
        User ada = users().insert(new NewUser("ada", "ada", "ada@example.com", User.Kind.MEMBER, false, null, START));
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        // more than are read at once, and one just before the day ends
        IntStream.range(0, 1_200).forEach(i -> note(START.plusMillis(i), ada.id(), i));
        note(midnight.minusNanos(1_000), null, 1_200);
        note(midnight, null, 1_201);

        copy(objects, START).run();
        assertThat(objects.list(AuditCopy.PREFIX))
                .as("an event may still be on its way")
                .isEmpty();

        AuditCopy first = copy(objects, midnight.plusSeconds(30));
        first.run();
        assertThat(lines(objects, "2026-03-01")).hasSize(1_200);
        assertThat(lines(objects, "2026-03-01").getFirst())
                .contains("\"actor_email\":\"ada@example.com\"")
                .contains("\"timestamp\":\"2026-03-01T12:00:00.123456Z\"")
                .contains("\"n\":\"0\"");
        first.run();

        AuditCopy second = copy(objects, midnight.plusSeconds(90));
        second.run();
        assertThat(lines(objects, "2026-03-01")).as("another server goes on").hasSize(1_201);
        assertThat(lines(objects, "2026-03-02")).hasSize(1);

        objects.delete(List.of(AuditCopy.PREFIX + "2026-03-01.ndjson"));
        note(midnight.plusSeconds(1), null, 1_202);
        second.run();
        assertThat(lines(objects, "2026-03-02")).hasSize(2);
        assertThat(objects.list(AuditCopy.PREFIX))
                .as("what an operator deletes of the past does not come back")
                .hasSize(1);

        AuditCopy later = copy(objects, midnight.plus(Duration.ofDays(3)));
        later.run();
        note(midnight.plus(Duration.ofHours(50)), null, 1_203);
        later.run();
        assertThat(objects.list(AuditCopy.PREFIX).map(object -> object.key()).sorted())
                .as("a day without events has no file")
                .containsExactly("wandb-audit-logs/2026-03-02.ndjson", "wandb-audit-logs/2026-03-04.ndjson");
    }

    private AuditCopy copy(InMemoryObjectStore objects, Instant now) {
        return new AuditCopy(store, users(), objects, Clock.fixed(now, ZoneOffset.UTC), true);
    }

    private void note(Instant at, UserId actor, int n) {
        store.insert(new AuditEvent(0, at, "run:stop", actor, 200, Map.of("n", "" + n)));
    }

    private static List<String> lines(InMemoryObjectStore objects, String day) throws IOException {
        try (InputStream content = objects.get(AuditCopy.PREFIX + day + ".ndjson")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
