package dev.selvedge.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.contract.MovableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TeamStoresTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = new MovableClock();
    private final AtomicReference<Supplier<List<ObjectPlace>>> database = new AtomicReference<>(List::of);
    private final PlaceStore places = (PlaceStore) Proxy.newProxyInstance(
            PlaceStore.class.getClassLoader(),
            new Class<?>[] {PlaceStore.class},
            (proxy, method, arguments) -> database.get().get());
    private final TeamStores stores = new TeamStores(places, null, null, false, clock);

    @Test
    @Timeout(20)
    void originsComeAfterAWhileAndWithoutWaitingForTheDatabase() throws Exception {
        assertThat(stores.origins()).isEmpty();
        CountDownLatch slow = new CountDownLatch(1);
        database.set(() -> {
            waitFor(slow);
            return List.of(bucket("https://bucket.example.org"));
        });
        later();
        assertThat(stores.origins()).as("nobody waits").isEmpty();
        slow.countDown();
        while (stores.origins().isEmpty()) {
            Thread.sleep(5);
        }
        assertThat(stores.origins()).containsExactly("https://bucket.example.org");
    }

    @Test
    void whileTheDatabaseIsAwayTheKnownOnesStay() throws Exception {
        database.set(() -> List.of(bucket("https://bucket.example.org")));
        assertThat(stores.origins()).containsExactly("https://bucket.example.org");
        CountDownLatch asked = new CountDownLatch(1);
        database.set(() -> {
            asked.countDown();
            throw new IllegalStateException("the database is away");
        });
        later();
        assertThat(stores.origins()).containsExactly("https://bucket.example.org");
        asked.await();
        assertThat(stores.origins()).containsExactly("https://bucket.example.org");
    }

    @Test
    void aStartWithoutADatabaseIsAnsweredToo() {
        database.set(() -> {
            throw new IllegalStateException("the database is away");
        });
        assertThat(stores.origins()).isEmpty();
    }

    private void later() {
        clock.pass(Duration.ofSeconds(16));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectPlace bucket(String origin) {
        return new ObjectPlace(
                new PlaceId(1), new EntityId(1), "s3://b", "sealed", origin, 1, new UserId(1), START, START);
    }
}
