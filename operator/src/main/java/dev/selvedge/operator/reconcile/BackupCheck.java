package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.Durations;
import dev.selvedge.operator.desired.BackupPlans;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.Facts.Backup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** BackupHealthy, and the gate before an upgrade. */
final class BackupCheck {

    /** A day and the time that one takes. */
    private static final Duration FRESH = Duration.ofHours(26);

    private final Installation of;
    private final Long generation;
    private final Facts facts;
    private final Conditions conditions;

    BackupCheck(Installation of, Long generation, Facts facts, Conditions conditions) {
        this.of = of;
        this.generation = generation;
        this.facts = facts;
        this.conditions = conditions;
    }

    Optional<Instant> newest() {
        return facts.backups().stream()
                .flatMap(each -> each.succeeded().stream())
                .max(Comparator.naturalOrder());
    }

    void judge() {
        Optional<Instant> newest = newest();
        if (newest.isPresent() && newest.get().plus(FRESH).isAfter(facts.now())) {
            conditions.yes("BackupHealthy", "Recent", "The newest backup was finished at " + newest.get() + ".");
        } else if (of.spec().backup() == null) {
            conditions.unknown(
                    "BackupHealthy",
                    "NotPlanned",
                    "spec.backup plans recurring backups; without it the"
                            + " database's and the bucket's own means are what there is.");
        } else if (newest.isPresent()) {
            conditions.no("BackupHealthy", "Stale", "The newest backup is of " + newest.get() + "; see why: " + look());
        } else {
            conditions.no("BackupHealthy", "NoneYet", "No backup was finished yet; see " + look());
        }
    }

    private String look() {
        return "kubectl -n " + of.namespace() + " describe selvedgebackup " + of.named("scheduled");
    }

    /** What keeps an upgrade waiting, or nothing. */
    Optional<String> gate() {
        Duration age = allowedAge();
        if (age.isZero()
                || newest().filter(at -> at.plus(age).isAfter(facts.now())).isPresent()) {
            return Optional.empty();
        }
        if (of.spec().backup() == null) {
            return Optional.of("No backup is younger than " + hours(age) + ": make a SelvedgeBackup, or set"
                    + " spec.lifecycle.upgrade.requireBackupWithin to 0h.");
        }
        String name = BackupPlans.nameBefore(of, of.spec().version(), generation);
        return Optional.of(facts.backups().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> waiting(each, age))
                .orElse("The backup " + name + " is made first."));
    }

    private static String waiting(Backup backup, Duration age) {
        return switch (backup.phase()) {
            case "Failed" ->
                "The backup before the upgrade failed: " + backup.why() + " Delete SelvedgeBackup " + backup.name()
                        + " to try again.";
            case "Succeeded" ->
                "The backup before the upgrade is older than " + hours(age) + " by now. Delete SelvedgeBackup "
                        + backup.name() + ", and another is made.";
            default -> "The backup " + backup.name() + " is made first.";
        };
    }

    /** The one before an upgrade, where backups are planned. */
    Optional<HasMetadata> before() {
        return of.spec().backup() == null
                ? Optional.empty()
                : Optional.of(BackupPlans.before(of, of.spec().version(), generation));
    }

    private Duration allowedAge() {
        String own = of.spec().lifecycleOrDefault().upgradeOrDefault().requireBackupWithin();
        return own != null ? Durations.parse(own) : of.spec().backup() == null ? Duration.ZERO : Duration.ofHours(24);
    }

    private static String hours(Duration age) {
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }
}
