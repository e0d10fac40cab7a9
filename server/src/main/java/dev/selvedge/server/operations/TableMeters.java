package dev.selvedge.server.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** How large each table is; asked of the database every ten minutes at most. */
final class TableMeters {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private record Seen(Map<String, Long> bytes, Instant at) {}

    private final Supplier<Map<String, Long>> bytes;
    private final Clock clock;
    private volatile Seen seen;

    /** @param bytes by table; the tables are those that are there now */
    TableMeters(Supplier<Map<String, Long>> bytes, MeterRegistry meters, Clock clock) {
        this.bytes = bytes;
        this.clock = clock;
        this.seen = new Seen(bytes.get(), clock.instant());
        seen.bytes()
                .keySet()
                .forEach(table -> Gauge.builder("selvedge.db.table", this, self -> self.bytes(table))
                        .baseUnit("bytes")
                        .description("Rows and indexes of a table, as the database's statistics say")
                        .tag("table", table)
                        .strongReference(true)
                        .register(meters));
    }

    private double bytes(String table) {
        Instant now = clock.instant();
        if (seen.at().plus(KEPT).isBefore(now)) {
            Map<String, Long> known = seen.bytes();
            try {
                known = bytes.get();
            } catch (RuntimeException databaseIsAway) {
                // others tell that
            }
            seen = new Seen(known, now);
        }
        Long size = seen.bytes().get(table);
        return size == null ? Double.NaN : size;
    }
}
