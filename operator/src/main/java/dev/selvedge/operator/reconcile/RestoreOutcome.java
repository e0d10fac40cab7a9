package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.SelvedgeRestore;
import dev.selvedge.operator.api.SelvedgeRestoreStatus;
import dev.selvedge.operator.reconcile.BackupOutcome.Run;
import java.time.Instant;
import java.util.Optional;

/** The status of a restore from its Job. */
final class RestoreOutcome {

    private final SelvedgeRestore restore;
    private final Conditions conditions;

    RestoreOutcome(SelvedgeRestore restore, SelvedgeRestoreStatus before, Instant now) {
        this.restore = restore;
        this.conditions =
                new Conditions(before.conditions(), restore.getMetadata().getGeneration(), now);
    }

    SelvedgeRestoreStatus waits(String reason, String message) {
        conditions.unknown("Ready", reason, message);
        return status("Waiting", null, null);
    }

    SelvedgeRestoreStatus failed(String reason, String message) {
        conditions.no("Ready", reason, message);
        return status("Failed", null, null);
    }

    SelvedgeRestoreStatus of(Optional<Run> run) {
        if (run.isEmpty()) {
            conditions.unknown("Ready", "Running", "A Job puts it back.");
            return status("Running", null, null);
        }
        Run job = run.get();
        String finished = job.work().finished().map(Instant::toString).orElse(null);
        return switch (job.work().phase()) {
            case RUNNING -> {
                conditions.unknown("Ready", "Running", "Job " + job.name() + " puts it back.");
                yield status("Running", job.started(), null);
            }
            case SUCCEEDED -> {
                conditions.yes(
                        "Ready", "Restored", restore.getSpec().trial() ? "It can be put back." : "It was put back.");
                yield status("Succeeded", job.started(), finished);
            }
            case FAILED -> {
                conditions.no(
                        "Ready",
                        "JobFailed",
                        job.work().said() + " See kubectl logs job/" + job.name()
                                + ". An installation that is to stay as it was starts again now.");
                yield status("Failed", job.started(), finished);
            }
        };
    }

    private SelvedgeRestoreStatus status(String phase, String started, String finished) {
        return new SelvedgeRestoreStatus(
                restore.getMetadata().getGeneration(), phase, started, finished, conditions.list());
    }
}
