package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseClockTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private volatile Instant database = NOON;
    private volatile boolean away;
    private Duration waits = Duration.ZERO;
    private volatile int asked;
    private volatile long running;
    private Instant machine = NOON.plusSeconds(3600);

    private DatabaseClock clock() {
        return new DatabaseClock(
                () -> {
                    asked++;
                    if (away) {
                        throw new SQLException("away");
                    }
                    running += waits.toNanos();
                    database = database.plus(waits);
                    return database;
                },
                () -> running,
                new Clock() {
                    @Override
                    public Instant instant() {
                        return machine;
                    }

                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                });
    }

    @Test
    void theMachinesOwnClockDoesNotMatter() {
        DatabaseClock clock = clock();
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.error()).isEqualTo(Duration.ofHours(1));
        machine = machine.minus(Duration.ofDays(400));
        running += TimeUnit.SECONDS.toNanos(5);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
        assertThat(clock.error()).isNegative();
    }

    @Test
    void theDatabaseIsAskedNowAndThenAndFollowed() throws Exception {
        DatabaseClock clock = clock();
        for (int second = 0; second < 9; second++) {
            running += TimeUnit.SECONDS.toNanos(1);
            clock.instant();
        }
        assertThat(asked).isOne();
        database = NOON.plusSeconds(60);
        running += TimeUnit.SECONDS.toNanos(3);
        clock.instant();
        for (int i = 0; i < 500 && !clock.instant().equals(database); i++) {
            Thread.sleep(5);
        }
        assertThat(clock.instant()).isEqualTo(database);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aQuestionThatWaitedForAConnectionDoesNotMoveTheClock() throws Exception {
        DatabaseClock clock = clock();
        waits = Duration.ofSeconds(8);
        running += TimeUnit.SECONDS.toNanos(11);
        database = database.plusSeconds(11);
        clock.instant();
        awaitQuestion(2);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(19));
        // what cannot be the wait is believed, as far as the answer tells
        database = database.plusSeconds(60 + 11);
        running += TimeUnit.SECONDS.toNanos(11);
        clock.instant();
        awaitQuestion(3);
        assertThat(Duration.between(database, clock.instant()).abs()).isLessThanOrEqualTo(Duration.ofSeconds(4));
    }

    /** The clock asks on a thread of its own. */
    private void awaitQuestion(int number) throws InterruptedException {
        for (int i = 0; i < 500 && asked < number; i++) {
            Thread.sleep(5);
        }
        Thread.sleep(50);
        assertThat(asked).isEqualTo(number);
    }

    @Test
    void timeGoesOnWhileTheDatabaseIsAway() {
        DatabaseClock clock = clock();
        away = true;
        running += TimeUnit.MINUTES.toNanos(3);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(180));
    }

    @ParameterizedTest
    @EnumSource(TestBackend.class)
    void everyEngineTellsTheTimeInUtc(TestBackend backend) {
        Database open = backend.open();
        assertThat(Duration.between(Instant.now(), DatabaseClock.of(open).instant())
                        .abs())
                .isLessThan(Duration.ofSeconds(5));
    }
}
