package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.CrashWatch.Watch;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks runs whose client fell silent. Clients send something every 30 seconds; a run that talks again after all goes
 * on as if nothing had been. After an outage of ours nobody is marked until those who live have had time to come back.
 */
public final class CrashDetector implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(CrashDetector.class);
    private static final int BATCH = 500;

    /** Several rounds: a server that dies in one is replaced within a minute. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(90);

    /** Three rounds: no gap at all would never be kept. */
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(30);

    /** What a client that lives may be silent for beside the gap: until its next word was due, and until it tries again. */
    private static final Duration SILENCE_OF_THE_LIVING = Duration.ofSeconds(90);

    /** Clients that could not reach us try again at least once a minute. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunStore runs;
    private final CrashWatch watch;
    private final RunEvents events;
    private final Transactions transactions;
    private final Duration crashAfter;
    private final Clock clock;

    public CrashDetector(
            RunStore runs,
            CrashWatch watch,
            RunEvents events,
            Transactions transactions,
            Duration crashAfter,
            Clock clock) {
        this.runs = runs;
        this.watch = watch;
        this.events = events;
        this.transactions = transactions;
        this.crashAfter = crashAfter;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Watch before = watch.find().orElse(Watch.begun(now, null));
        Watch unbroken = before.goesOnAt(now, longestGap()) ? before.at(now) : Watch.begun(now, before.listened());
        watch.save(unbroken);
        if (now.isBefore(unbroken.since().plus(patience()))) {
            return;
        }
        Instant silentSince = now.minus(crashAfter);
        List<RunId> batch;
        do {
            batch = runs.silentSince(silentSince, BATCH);
            batch.forEach(id -> transactions.inTransaction(() -> markIfStillSilent(id, silentSince)));
        } while (batch.size() == BATCH);
    }

    /** So short that those who live are not called lost for it. */
    private Duration longestGap() {
        Duration harmless = crashAfter.minus(SILENCE_OF_THE_LIVING);
        Duration longest = harmless.compareTo(LONGEST_GAP) < 0 ? harmless : LONGEST_GAP;
        return longest.compareTo(SHORTEST_GAP) < 0 ? SHORTEST_GAP : longest;
    }

    private Duration patience() {
        return crashAfter.compareTo(PATIENCE) < 0 ? crashAfter : PATIENCE;
    }

    private void markIfStillSilent(RunId id, Instant silentSince) {
        runs.lock(id)
                .filter(run -> run.state().isAlive() && run.life().heartbeatAt().isBefore(silentSince))
                .ifPresent(run -> {
                    Run lost = run.with(run.life().lost(clock.instant()));
                    runs.save(lost);
                    events.changed(run, lost);
                    log.info(
                            "Run {} is {}: silent since {}",
                            run.name(),
                            lost.state().word(),
                            run.life().heartbeatAt());
                });
    }
}
