package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeBackupStatus;
import dev.selvedge.operator.reconcile.Facts.Phase;
import dev.selvedge.operator.reconcile.Facts.Work;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The status of a backup from the Jobs that made it. */
final class BackupOutcome {

    /** A Job of a backup. */
    record Run(String name, String started, Work work) {}

    private final SelvedgeBackup backup;
    private final SelvedgeBackupStatus before;
    private final Conditions conditions;

    BackupOutcome(SelvedgeBackup backup, SelvedgeBackupStatus before, Instant now) {
        this.backup = backup;
        this.before = before;
        this.conditions =
                new Conditions(before.conditions(), backup.getMetadata().getGeneration(), now);
    }

    static boolean over(SelvedgeBackupStatus status) {
        return "Succeeded".equals(status.phase()) || "Failed".equals(status.phase());
    }

    /** Why none can be made at all. */
    Optional<SelvedgeBackupStatus> refusal(Selvedge selvedge) {
        String name = backup.getSpec().selvedge();
        if (selvedge == null) {
            conditions.no(
                    "Ready",
                    "NoSelvedge",
                    "There is no Selvedge " + name + " in this namespace; spec.selvedge names one.");
            return Optional.of(status("Pending", null, null, null, null, before.version()));
        }
        if (selvedge.getSpec().single()) {
            conditions.no(
                    "Ready",
                    "OneVolume",
                    name + " keeps everything on one volume: take a VolumeSnapshot of its"
                            + " claim instead, or give it mysql and bucket.");
            return Optional.of(status("Failed", null, null, null, null, before.version()));
        }
        return Optional.empty();
    }

    SelvedgeBackupStatus of(String version, List<Run> runs) {
        Optional<Run> newest = runs.stream().max(Comparator.comparing(Run::started));
        String good = finished(runs, Phase.SUCCEEDED, before.lastSucceeded());
        String bad = finished(runs, Phase.FAILED, before.lastFailed());
        String phase = newest.map(each -> phase(each.work().phase())).orElse("Pending");
        judge(newest, phase);
        return status(
                backup.getSpec().recurring() ? "Scheduled" : phase,
                newest.map(Run::started).orElse(before.lastStarted()),
                good,
                bad,
                newest.map(Run::name).orElse(before.job()),
                version);
    }

    private void judge(Optional<Run> newest, String phase) {
        switch (phase) {
            case "Succeeded" -> conditions.yes("Ready", "Made", "It was made and read back.");
            case "Failed" ->
                conditions.no(
                        "Ready",
                        "JobFailed",
                        newest.get().work().said() + " See kubectl logs job/"
                                + newest.get().name() + ".");
            case "Running" ->
                conditions.unknown("Ready", "Running", "Job " + newest.get().name() + " makes it.");
            default -> conditions.unknown("Ready", "Pending", "None was begun yet.");
        }
    }

    private static String phase(Phase phase) {
        return switch (phase) {
            case RUNNING -> "Running";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
        };
    }

    private static String finished(List<Run> runs, Phase phase, String known) {
        return runs.stream()
                .filter(each -> each.work().phase() == phase)
                .flatMap(each -> each.work().finished().stream())
                .map(Instant::toString)
                .max(Comparator.naturalOrder())
                .filter(each -> known == null || each.compareTo(known) > 0)
                .orElse(known);
    }

    private SelvedgeBackupStatus status(
            String phase, String started, String good, String bad, String job, String version) {
        return new SelvedgeBackupStatus(
                backup.getMetadata().getGeneration(), phase, started, good, bad, job, version, conditions.list());
    }
}
