package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, some at a time and without waiting for slow receivers. An attempt is claimed in the database
 * before it is made, so a process that dies in it only delays the next one.
 */
public final class Deliverer implements Runnable, AutoCloseable {

    /** After how long the next attempt comes; after the last one the firing has failed. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));

    private static final Logger log = LoggerFactory.getLogger(Deliverer.class);
    private static final int AT_ONCE = 16;

    /** A receiver that answers nothing shall not keep all of these waiting. */
    private static final int AT_ONCE_TO_ONE = 4;

    /** Longer than any attempt takes: whoever has not reported by then is dead. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final int LONGEST_MESSAGE = 1_000;

    private final FiringStore store;
    private final Actions actions;
    private final Clock clock;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<Target, Integer> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Deliverer(FiringStore store, Actions actions, Clock clock) {
        this.store = store;
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        boolean someHadToWait = true;
        while (someHadToWait && free.availablePermits() > 0) {
            someHadToWait = false;
            for (Firing firing : store.due(now, busy(), free.availablePermits())) {
                if (busy().contains(firing.target())) {
                    someHadToWait = true;
                } else {
                    begin(firing);
                }
            }
        }
    }

    private Set<Target> busy() {
        return underWay.entrySet().stream()
                .filter(each -> each.getValue() >= AT_ONCE_TO_ONE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void begin(Firing firing) {
        if (!free.tryAcquire()) {
            return;
        }
        underWay.merge(firing.target(), 1, Integer::sum);
        boolean ours = false;
        try {
            ours = store.claim(firing, clock.instant().plus(CLAIM));
            if (ours) {
                threads.execute(() -> deliver(firing));
            }
        } finally {
            if (!ours) {
                ended(firing);
            }
        }
    }

    private void ended(Firing firing) {
        underWay.computeIfPresent(firing.target(), (target, times) -> times == 1 ? null : times - 1);
        free.release();
    }

    private void deliver(Firing firing) {
        try {
            record(firing, attempt(firing));
        } catch (Fault fault) {
            // when the claim ends it is delivered again
            log.error(
                    "What became of firing {} could not be kept: {}",
                    firing.id().value(),
                    fault.getMessage());
        } catch (RuntimeException e) {
            log.error("What became of firing {} could not be kept", firing.id().value(), e);
        } finally {
            ended(firing);
        }
    }

    private Sent attempt(Firing firing) {
        try {
            return actions.perform(firing);
        } catch (RuntimeException e) {
            log.error("Firing {} could not be delivered", firing.id().value(), e);
            return Sent.tryAgain(null, "Internal error");
        }
    }

    private void record(Firing firing, Sent sent) {
        Instant now = clock.instant();
        String message = sent.message().length() > LONGEST_MESSAGE
                ? sent.message().substring(0, LONGEST_MESSAGE)
                : sent.message();
        boolean over = sent.outcome() != Sent.Outcome.TRY_AGAIN || firing.attempts() >= PAUSES.size();
        if (!over) {
            store.again(firing, now.plus(PAUSES.get(firing.attempts())), sent.status(), message);
            return;
        }
        Firing.State state = sent.outcome() == Sent.Outcome.DELIVERED ? Firing.State.SUCCEEDED : Firing.State.FAILED;
        store.finish(firing, state, sent.status(), message, now);
    }

    /** Lets what is on its way arrive. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
