package dev.selvedge.server.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What Redis says of its memory; asked every ten seconds at most. */
public final class RedisMeters {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Kept<Map<String, String>> facts;
    private volatile double evicted = Double.NaN;

    /**
     * @param facts of INFO; none while it is away
     * @param up whether it takes part
     */
    public RedisMeters(Supplier<Map<String, String>> facts, BooleanSupplier up, MeterRegistry meters, Clock clock) {
        this.facts = new Kept<>(KEPT, clock, Map.of(), now -> facts.get());
        Gauge.builder("selvedge.redis.up", () -> up.getAsBoolean() ? 1 : 0)
                .description("Whether this process has a connection to Redis")
                .register(meters);
        FunctionCounter.builder("selvedge.redis.evicted.keys", this, RedisMeters::evictedKeys)
                .description("Keys that Redis threw away for want of memory")
                .register(meters);
        gauge("selvedge.redis.memory.used", "used_memory", "What Redis holds; NaN = it says nothing", meters);
        gauge("selvedge.redis.memory.max", "maxmemory", "What Redis may hold; 0 = no bound of its own", meters);
    }

    private void gauge(String name, String fact, String description, MeterRegistry meters) {
        Gauge.builder(name, this, self -> self.fact(fact))
                .baseUnit("bytes")
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    /** The last that was heard: one that comes back has thrown away no more than it says. */
    private double evictedKeys() {
        double now = fact("evicted_keys");
        if (!Double.isNaN(now)) {
            evicted = now;
        }
        return evicted;
    }

    private double fact(String name) {
        String value = facts.get().get(name);
        return value == null ? Double.NaN : Double.parseDouble(value);
    }
}
