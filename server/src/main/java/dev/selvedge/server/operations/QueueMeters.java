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

/**
 * How long the oldest work of each queue has waited; asked of the database every ten seconds at most. While that is away
 * what waited waits on.
 */
final class QueueMeters {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Kept<Map<Queue, Instant>> oldest;
    private final Clock clock;

    QueueMeters(Function<Instant, Map<Queue, Instant>> work, MeterRegistry meters, Clock clock) {
        this.oldest = new Kept<>(KEPT, clock, Map.of(), work);
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
        Instant since = oldest.get().get(queue);
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
