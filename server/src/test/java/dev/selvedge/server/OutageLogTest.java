package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.selvedge.domain.objects.StoreAway;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {

    private static final String SCHEDULER = "com.github.kagkarlsson.scheduler.RunUntilShutdown";
    private static final String POOL = "com.zaxxer.hikari.pool.ProxyConnection";
    private static final String AWAY =
            "The database is away (Communications link failure): requests are answered with 503, and jobs wait for it";

    private volatile boolean away = true;
    private final OutageLog outage = new OutageLog(this::ask, Duration.ofMillis(10));
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    private void ask() {
        if (away) {
            throw new Fault(Fault.Code.UNAVAILABLE, "away");
        }
    }

    @BeforeEach
    void listen() {
        logged.start();
        root().addAppender(logged);
        outage.listen();
    }

    @AfterEach
    void leave() {
        away = false;
        outage.leave();
        root().detachAppender(logged);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private List<String> lines() {
        return List.copyOf(logged.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static RuntimeException linkFailure() {
        return new IllegalStateException(
                "transaction", new SQLException("Communications link failure\n\nThe last packet", "08S01"));
    }

    /** As the scheduler reports it when undoing fails too. */
    private static RuntimeException suppressed() {
        RuntimeException failure = new IllegalStateException("rollback", new SQLException("Connection is closed"));
        failure.addSuppressed(linkFailure());
        return failure;
    }

    @Test
    void anObjectStoreThatIsAwayIsNotTheDatabase() {
        assertThat(outage.isTheReason(StoreAway.of(new IOException("Service: S3, Status Code: 500"))))
                .isFalse();
        assertThat(lines()).isEmpty();
    }

    /** The scheduler's threads do when they cannot note what they have begun. */
    @Test
    void threadsThatEndByAnOutageSayNothingOfTheirOwn() throws InterruptedException {
        for (int thread = 0; thread < 3; thread++) {
            end(linkFailure());
        }
        assertThat(lines()).containsExactly(AWAY);
        end(new IllegalStateException("broken"));
        assertThat(lines()).containsExactly(AWAY, "Thread worker has failed");
        assertThat(logged.list.getLast().getThrowableProxy()).isNotNull();
        assertReturns(AWAY, "Thread worker has failed");
    }

    private void assertReturns(String... before) throws InterruptedException {
        away = false;
        for (int i = 0; i < 500 && lines().size() == before.length; i++) {
            Thread.sleep(10);
        }
        assertThat(lines()).startsWith(before).last().isEqualTo("The database is there again");
    }

    private static void end(RuntimeException failure) throws InterruptedException {
        Thread.ofPlatform()
                .name("worker")
                .start(() -> {
                    throw failure;
                })
                .join();
    }

    @Test
    void anOutageIsOneLineHoweverOftenSomebodyStumblesOverIt() throws Exception {
        for (int second = 0; second < 5; second++) {
            LoggerFactory.getLogger(SCHEDULER).error("Unhandled exception. Will keep running.", linkFailure());
            LoggerFactory.getLogger(SCHEDULER).error("Unhandled exception. Will keep running.", suppressed());
            LoggerFactory.getLogger(SCHEDULER).error("Failed while completing {}", "history-seal", linkFailure());
            LoggerFactory.getLogger(POOL).warn("{} - Connection {} is broken", "sql", "c", linkFailure());
        }
        assertThat(outage.isTheReason(Fault.unavailable("away", linkFailure(), Duration.ofSeconds(2))))
                .isTrue();
        assertThat(lines()).containsExactly(AWAY);
        assertThat(logged.list.getFirst().getThrowableProxy()).isNull();
        assertReturns(AWAY);
    }

    @Test
    void whatIsWrongInAnotherWayIsToldWhole() {
        LoggerFactory.getLogger(SCHEDULER).error("Unhandled exception", new IllegalStateException("a bug"));
        assertThat(outage.isTheReason(new IllegalStateException("a bug"))).isFalse();
        LoggerFactory.getLogger("dev.selvedge").error("elsewhere", linkFailure());
        LoggerFactory.getLogger(POOL).warn("a leak is suspected");
        assertThat(lines()).containsExactly("Unhandled exception", "elsewhere", "a leak is suspected");
        assertThat(logged.list.getFirst().getThrowableProxy()).isNotNull();
    }
}
