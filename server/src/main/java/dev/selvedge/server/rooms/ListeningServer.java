package dev.selvedge.server.rooms;

import dev.selvedge.domain.runs.CrashWatch;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Says again and again that this server takes rows. A worker that goes on while all servers are away would take the silence
 * of every run for its end.
 */
final class ListeningServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ListeningServer.class);

    static final Duration EVERY = Duration.ofSeconds(10);

    private final CrashWatch watch;
    private final Clock clock;
    private final boolean wanted;
    private volatile Thread saying;

    /** @param wanted whether others may look for crashes, and this process takes rows */
    ListeningServer(CrashWatch watch, Clock clock, boolean wanted) {
        this.watch = watch;
        this.clock = clock;
        this.wanted = wanted;
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    @Override
    public void start() {
        saying = Thread.ofVirtual().name("listening").start(this::say);
    }

    private void say() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                watch.listens(clock.instant());
            } catch (RuntimeException away) {
                log.debug("Said again in a moment", away);
            }
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void stop() {
        Thread thread = saying;
        saying = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return saying != null;
    }
}
