package dev.selvedge.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.selvedge.platform.Untrusted;
import dev.selvedge.storage.sql.Database;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Says once that the database is away, or its disk full, and once that it is there again. The scheduler asks every second
 * and the pool notices each connection; both would print a stack trace each time. What they say about anything else passes.
 */
@Component
class OutageLog extends TurboFilter {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(OutageLog.class);
    private static final String SCHEDULER = "com.github.kagkarlsson.scheduler";
    private static final String POOL = "com.zaxxer.hikari.pool";

    private final Runnable ask;
    private final Duration every;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean left;

    @Autowired
    OutageLog(Database database) {
        this(database::check, Duration.ofSeconds(1));
    }

    /** @param ask throws while the database is away */
    OutageLog(Runnable ask, Duration every) {
        this.ask = ask;
        this.every = every;
    }

    /** False for a failure of another kind, such as an object store that is away: that is the caller's to tell. */
    boolean isTheReason(Throwable failure) {
        if (!Database.isOutage(failure)) {
            return false;
        }
        if (away.compareAndSet(false, true)) {
            log.warn(
                    "The database is away ({}): requests are answered with 503, and jobs wait for it",
                    sentence(failure));
            Thread.ofVirtual().name("outage").start(this::awaitReturn);
        }
        return true;
    }

    private void awaitReturn() {
        while (!left) {
            try {
                Thread.sleep(every);
                ask.run();
                log.info("The database is there again");
                away.set(false);
                return;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException stillAway) {
                // asked again in a moment
            }
        }
    }

    /** Of what happened at the root, the first line: drivers append their own stack traces. */
    private static String sentence(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return Untrusted.orElse(failure, message.strip().lines().findFirst().orElse(""));
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable failure) {
        boolean theirs =
                logger.getName().startsWith(SCHEDULER) || logger.getName().startsWith(POOL);
        if (!theirs || !level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        Throwable reason = failure != null ? failure : lastOf(parameters);
        return reason != null && isTheReason(reason) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** A failure may be given as the last parameter, too. */
    private static Throwable lastOf(Object[] parameters) {
        boolean given =
                parameters != null && parameters.length > 0 && parameters[parameters.length - 1] instanceof Throwable;
        return given ? (Throwable) parameters[parameters.length - 1] : null;
    }

    @PostConstruct
    void listen() {
        // threads of the scheduler end by it, and the JVM would print a stack trace for each
        Thread.setDefaultUncaughtExceptionHandler(this::ended);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            start();
            context.addTurboFilter(this);
        }
    }

    private void ended(Thread thread, Throwable failure) {
        if (!isTheReason(failure)) {
            log.error("Thread {} has failed", thread.getName(), failure);
        }
    }

    @PreDestroy
    void leave() {
        left = true;
        Thread.setDefaultUncaughtExceptionHandler(null);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(this);
        }
    }
}
