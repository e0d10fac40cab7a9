package dev.selvedge.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.storage.sql.WaitingWork.Queue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Clock clock = InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);
    private Map<Queue, Instant> work = Map.of();
    private boolean away;
    private int asked;

    private Map<Queue, Instant> oldest() {
        asked++;
        if (away) {
            throw new IllegalStateException("away");
        }
        return work;
    }

    private double age(String queue) {
        return meters.get("selvedge.queue.age").tag("queue", queue).gauge().value();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void theOldestWorkGrowsOlderUntilItIsTaken() {
        QueueMeters queues = new QueueMeters(at -> oldest(), meters, clock);
        assertThat(queues).isNotNull();
        work = Map.of(Queue.SEALING, now.minusSeconds(90));
        assertThat(age("sealing")).isEqualTo(90);
        assertThat(age("jobs")).as("none waits").isZero();
        assertThat(asked).as("one scrape asks once").isEqualTo(1);
        away = true;
        pass(Duration.ofMinutes(5));
        assertThat(age("sealing")).as("an outage makes it no younger").isEqualTo(390);
        assertThat(age("jobs")).isZero();
        assertThat(asked).as("one that is away is not asked by each gauge").isEqualTo(2);
        away = false;
        work = Map.of();
        pass(Duration.ofSeconds(11));
        assertThat(age("sealing")).isZero();
    }
}
