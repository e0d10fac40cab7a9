package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The time of the database, which all servers share: leases, signs of life and jobs must not depend on whose clock is
 * wrong. Asked now and then; in between, the time that the machine has been running is added, which no change of its clock
 * touches. While the database is away, time goes on.
 */
public final class DatabaseClock extends Clock {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);

    /** What answers may differ by though nothing is wrong, beside half of the time that they took. */
    private static final Duration NOISE = Duration.ofMillis(100);

    interface Question {
        Instant ask() throws SQLException;
    }

    private record Reading(Instant time, long nanos) {
        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }

    private final Question question;
    private final LongSupplier running;
    private final Clock machine;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Reading last;
    private volatile long asked;

    /** The machine's clock for the embedded database, which runs on it. */
    public static Clock of(Database database) {
        return database.engine().isShared()
                ? new DatabaseClock(() -> timeOf(database), System::nanoTime, Clock.systemUTC())
                : Clock.systemUTC();
    }

    DatabaseClock(Question question, LongSupplier running, Clock machine) {
        this.question = question;
        this.running = running;
        this.machine = machine;
        this.last = new Reading(machine.instant(), running.getAsLong());
        ask();
    }

    @Override
    public Instant instant() {
        long now = running.getAsLong();
        if (now - asked > ASK_AGAIN_AFTER.toNanos() && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("database-clock").start(() -> {
                try {
                    ask();
                } finally {
                    asking.set(false);
                }
            });
        }
        return last.at(now);
    }

    /** By how much the clock of this machine is wrong; positive when it is ahead. */
    public Duration error() {
        return Duration.between(instant(), machine.instant());
    }

    private void ask() {
        long before = running.getAsLong();
        asked = before;
        try {
            Instant answer = question.ask();
            // nobody knows when in between it was given: a question may have waited for a connection, or its answer
            // was slow, and a clock that believed it would jump by that much under load
            long half = (running.getAsLong() - before) / 2;
            long middle = before + half;
            Duration moved = Duration.between(last.at(middle), answer);
            if (moved.abs().compareTo(NOISE.plusNanos(half)) > 0) {
                last = new Reading(answer, middle);
            }
        } catch (SQLException away) {
            // the time that passes is known all the same
        }
    }

    private static Instant timeOf(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select cast(utc_timestamp(6) as char)")) {
            answer.next();
            return LocalDateTime.parse(answer.getString(1).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Times are kept in UTC");
    }
}
