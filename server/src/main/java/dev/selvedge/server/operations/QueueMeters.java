package dev.selvedge.server.operations;

import dev.selvedge.storage.sql.WaitingWork.Queue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How long the oldest work of each queue has waited; asked of the database every ten seconds at most. */
final class QueueMeters {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private record Seen(Map<Queue, Instant> oldest, Instant at) {}

    private final Function<Instant, Map<Queue, Instant>> work;
    private final Clock clock;
    private volatile Seen seen = new Seen(Map.of(), Instant.EPOCH);

    QueueMeters(Function<Instant, Map<Queue, Instant>> work, MeterRegistry meters, Clock clock) {
        this.work = work;
        this.clock = clock;
        for (Queue queue : Queue.values()) {
            Gauge.builder("selvedge.queue.age", this, self -> self.age(queue))
                    .baseUnit("seconds")
                    .description("How long the oldest work has waited that is due and not taken; 0 = none waits")
                    .tag("queue", queue.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
    }

    private double age(Queue queue) {
        Instant now = clock.instant();
        Instant since = seen(now).oldest().get(queue);
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }

    private Seen seen(Instant now) {
        if (seen.at().plus(KEPT).isBefore(now)) {
            try {
                seen = new Seen(work.apply(now), now);
            } catch (RuntimeException databaseIsAway) {
                // others tell that; what waited waits on
            }
        }
        return seen;
    }
}
