package dev.selvedge.server.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** How large each table is; asked of the database every ten minutes at most. */
final class TableMeters {

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Kept<Map<String, Long>> bytes;

    /** @param bytes by table; the tables are those that are there now */
    TableMeters(Supplier<Map<String, Long>> bytes, MeterRegistry meters, Clock clock) {
        this.bytes = new Kept<>(KEPT, clock, Map.of(), now -> bytes.get());
        this.bytes
                .get()
                .keySet()
                .forEach(table -> Gauge.builder("selvedge.db.table", this, self -> self.bytes(table))
                        .baseUnit("bytes")
                        .description("Rows and indexes of a table, as the database's statistics say")
                        .tag("table", table)
                        .strongReference(true)
                        .register(meters));
    }

    private double bytes(String table) {
        Long size = bytes.get().get(table);
        return size == null ? Double.NaN : size;
    }
}
