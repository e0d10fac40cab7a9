package dev.selvedge.server.operations;

import dev.selvedge.storage.sql.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The pool, how long a commit takes and how long a statement: the places where a small database shows first. */
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

    private static final Duration[] STATEMENT_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    DatabaseMeters(Database database, MeterRegistry meters) {
        Timer commits = Timer.builder("selvedge.db.commit")
                .description("Time of COMMIT, the answer included")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
        database.onCommit(nanos -> commits.record(nanos, TimeUnit.NANOSECONDS));
        Timer statements = Timer.builder("selvedge.db.statement")
                .description("Time of a statement, its rows read")
                .serviceLevelObjectives(STATEMENT_BUCKETS)
                .register(meters);
        database.onStatement(sql -> {
            long start = System.nanoTime();
            return failure -> statements.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        });
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
