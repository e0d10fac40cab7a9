package dev.selvedge.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedisMetersTest {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Clock clock = InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);
    private Map<String, String> facts = Map.of("evicted_keys", "7", "used_memory", "1048576", "maxmemory", "2097152");
    private int asked;

    private Map<String, String> facts() {
        asked++;
        return facts;
    }

    @Test
    void evictionsAndMemoryAreAsRedisSays() {
        RedisMeters redis = new RedisMeters(this::facts, () -> !facts.isEmpty(), meters, clock);
        assertThat(redis).isNotNull();
        assertThat(meters.scrape().lines())
                .contains(
                        "selvedge_redis_up 1.0",
                        "selvedge_redis_evicted_keys_total 7.0",
                        "selvedge_redis_memory_used_bytes 1048576.0",
                        "selvedge_redis_memory_max_bytes 2097152.0");
        assertThat(asked).as("one scrape asks once").isEqualTo(1);
        facts = Map.of();
        now = now.plusSeconds(11);
        assertThat(meters.scrape().lines())
                .as("one that is away has evicted what it had")
                .contains(
                        "selvedge_redis_up 0.0",
                        "selvedge_redis_memory_used_bytes NaN",
                        "selvedge_redis_evicted_keys_total 7.0");
    }
}
