package dev.selvedge.server.operations;

import dev.selvedge.storage.sql.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The pool and how long a commit takes: the two places where a small database shows first. */
final class DatabaseMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    DatabaseMeters(Database database, MeterRegistry meters) {
        Timer commits = Timer.builder("selvedge.db.commit")
                .description("Time of COMMIT, the answer included")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
        database.onCommit(nanos -> commits.record(nanos, TimeUnit.NANOSECONDS));
        Gauge.builder("selvedge.db.pool.active", database, d -> d.pool().getActiveConnections())
                .description("Connections in use")
                .register(meters);
        Gauge.builder("selvedge.db.pool.waiting", database, d -> d.pool().getThreadsAwaitingConnection())
                .description("Threads that wait for a connection")
                .register(meters);
        Gauge.builder("selvedge.db.pool.max", database, d -> d.poolSize())
                .description("Connections there may be")
                .register(meters);
    }
}
