package dev.selvedge.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Clock clock = InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);
    private Map<String, Long> bytes = Map.of("run", 16_384L, "history_chunk", 1_000_000L);
    private int asked;

    private Map<String, Long> bytes() {
        asked++;
        if (bytes.isEmpty()) {
            throw new IllegalStateException("away");
        }
        return bytes;
    }

    private double size(String table) {
        return meters.get("selvedge.db.table").tag("table", table).gauge().value();
    }

    @Test
    void tablesAreMeasuredSeldom() {
        assertThat(new TableMeters(this::bytes, meters, clock)).isNotNull();
        assertThat(size("run")).isEqualTo(16_384);
        assertThat(size("history_chunk")).isEqualTo(1_000_000);
        bytes = Map.of("run", 32_768L, "history_chunk", 2_000_000L);
        now = now.plus(Duration.ofMinutes(9));
        assertThat(size("run")).isEqualTo(16_384);
        assertThat(asked).isEqualTo(1);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(size("run")).isEqualTo(32_768);
        assertThat(size("history_chunk")).isEqualTo(2_000_000);
        assertThat(asked).isEqualTo(2);
        bytes = Map.of();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(size("run")).as("what was known stays known").isEqualTo(32_768);
        assertThat(size("run")).isEqualTo(32_768);
        assertThat(asked).as("one that is away is not asked at each scrape").isEqualTo(3);
    }
}
