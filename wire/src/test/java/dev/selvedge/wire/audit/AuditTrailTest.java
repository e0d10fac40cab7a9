package dev.selvedge.wire.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.selvedge.domain.audit.AuditEvent;
import dev.selvedge.domain.audit.AuditLog;
import dev.selvedge.domain.audit.AuditStore;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;

class AuditTrailTest {

    private final List<AuditEvent> stored = new ArrayList<>();
    private RuntimeException trouble;
    private final AuditTrail trail =
            new AuditTrail(new AuditLog(new Store(), null, null, Clock.systemUTC(), Duration.ofDays(1)));
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    private final class Store implements AuditStore {

        @Override
        public void insert(AuditEvent event) {
            if (trouble != null) {
                throw trouble;
            }
            stored.add(event);
        }

        @Override
        public List<AuditEvent> between(Instant start, Instant end, AuditLog.Place after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int deleteBefore(Instant end, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void listen() {
        logged.start();
        logger().addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(logged);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(AuditTrail.class);
    }

    private void note(int status) {
        trail.note(new MockHttpServletRequest(), "artifact:create", status, Map.of("artifact_name", "model"));
    }

    @Test
    void anEventThatAnOutageKeepsOutIsToldWholeInASentence() {
        trouble = Fault.unavailable(
                "The database is away; try again in a moment",
                new IllegalStateException("Communications link failure"),
                Duration.ofSeconds(1));
        note(200);
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .contains("artifact:create", "200", "artifact_name=model", "The database is away");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    @Test
    void whatNobodyExpectedKeepsItsStackTrace() {
        trouble = new IllegalStateException("a defect");
        note(200);
        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getThrowableProxy()).isNotNull());
    }

    @Test
    void whatWasNotDoneForWantOfADatabaseIsNotNoted() {
        note(503);
        assertThat(stored).isEmpty();
        note(403);
        assertThat(stored).extracting(AuditEvent::status).containsExactly(403);
    }
}
