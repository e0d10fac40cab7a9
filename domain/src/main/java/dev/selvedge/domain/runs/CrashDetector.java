package dev.selvedge.domain.runs;

import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks runs whose client fell silent. Clients send something every 30 seconds; a run that talks again after all goes
 * on as if nothing had been.
 */
public final class CrashDetector implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(CrashDetector.class);
    private static final int BATCH = 500;

    private final RunStore runs;
    private final RunEvents events;
    private final Transactions transactions;
    private final Duration crashAfter;
    private final Clock clock;

    public CrashDetector(RunStore runs, RunEvents events, Transactions transactions, Duration crashAfter, Clock clock) {
        this.runs = runs;
        this.events = events;
        this.transactions = transactions;
        this.crashAfter = crashAfter;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant silentSince = clock.instant().minus(crashAfter);
        List<RunId> batch;
        do {
            batch = runs.silentSince(silentSince, BATCH);
            batch.forEach(id -> transactions.inTransaction(() -> markIfStillSilent(id, silentSince)));
        } while (batch.size() == BATCH);
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
