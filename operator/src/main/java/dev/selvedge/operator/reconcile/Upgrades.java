package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.Durations;
import dev.selvedge.operator.api.Refused;
import dev.selvedge.operator.api.SelvedgeStatus;
import dev.selvedge.operator.api.UpgradeStatus;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Jobs;
import dev.selvedge.operator.reconcile.Facts.Phase;
import dev.selvedge.operator.reconcile.Facts.Rollout;
import dev.selvedge.operator.reconcile.Facts.Work;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which version the pods are to have. A version comes in by steps, and each is over before the next begins: backup, migration, rolling update,
 * verification. When its pods do not become and stay ready, the former version returns; it still runs on the newer schema.
 */
final class Upgrades {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Installation wanted;
    private final Long generation;
    private final SelvedgeStatus before;
    private final Facts facts;
    private final Conditions conditions;
    private final BackupCheck backups;

    private final List<HasMetadata> objects = new ArrayList<>();
    private String version;
    private String schema;
    private Refused refused;
    private UpgradeStatus upgrade;
    private Optional<String> serve = Optional.empty();

    Upgrades(Installation wanted, Long generation, SelvedgeStatus before, Facts facts, Conditions conditions) {
        this.wanted = wanted;
        this.generation = generation;
        this.before = before;
        this.facts = facts;
        this.conditions = conditions;
        this.backups = new BackupCheck(wanted, generation, facts, conditions);
        this.version = before.version();
        this.schema = before.schemaVersion();
        this.refused = before.refused();
    }

    void decide() {
        String target = wanted.version();
        if (refused != null && !refused.version().equals(target)) {
            refused = null;
        }
        boolean again = refused != null && !refused.generation().equals(generation);
        if (target.equals(version)) {
            settled();
        } else if (refused != null && !again) {
            serve = Optional.of(version);
            conditions.no(
                    "Progressing",
                    "Returned",
                    "Version " + target + " was taken back: " + refused.reason()
                            + " Change the resource to try again.");
        } else {
            refused = null;
            come(target);
        }
    }

    private void settled() {
        serve = Optional.of(version);
        migrated();
        Optional<String> rolling = rolling();
        if (rolling.isPresent()) {
            conditions.yes("Progressing", "Rolling", rolling.get());
        } else {
            conditions.no("Progressing", "Settled", "Version " + version + " runs.");
        }
    }

    private void come(String target) {
        serve = Optional.ofNullable(version);
        Optional<String> gate = version == null || target.equals(schema) ? Optional.empty() : backups.gate();
        if (gate.isPresent()) {
            backups.before().ifPresent(objects::add);
            step("Backup", gate.get());
        } else if (!wanted.spec().single() && !target.equals(schema)) {
            migrate(target);
        } else {
            migrated();
            roll(target);
        }
    }

    private void migrate(String target) {
        String name = Jobs.migrateName(wanted);
        Work work = facts.jobs().get(name);
        if (work == null) {
            objects.add(Jobs.migrate(wanted));
        }
        if (work != null && work.phase() == Phase.SUCCEEDED) {
            schema = target;
            migrated();
            roll(target);
        } else if (work != null && work.phase() == Phase.FAILED) {
            conditions.no(
                    "MigrationsApplied",
                    "MigrationFailed",
                    work.said() + " Nothing was rolled out; correct it" + " and delete Job " + name + " to try again.");
            step("Migrate", "Job " + name + " failed.");
        } else {
            conditions.unlessKnown("MigrationsApplied", "Migrating", "The schema is brought up to date.");
            step("Migrate", "Job " + name + " brings the schema up to date.");
        }
    }

    private void migrated() {
        conditions.yes(
                "MigrationsApplied",
                wanted.spec().single() ? "ByTheServer" : "Applied",
                wanted.spec().single()
                        ? "The server keeps its own database up to date."
                        : schema == null
                                ? "The server brings it up to date at its start."
                                : "The schema is that of version " + schema + ".");
    }

    private void roll(String target) {
        serve = Optional.of(target);
        Optional<String> failure = failure(target);
        if (failure.isPresent() && version != null) {
            takeBack(target, failure.get());
        } else if (!arrived(target)) {
            step("Roll", failure.orElseGet(() -> rolling().orElse("Pods of version " + target + " come up.")));
        } else if (verified()) {
            version = target;
            upgrade = null;
            conditions.no("Progressing", "Settled", "Version " + target + " runs.");
        } else {
            step("Verify", "All pods of version " + target + " are ready; they must stay so for a while.");
        }
    }

    private void takeBack(String target, String reason) {
        refused = new Refused(target, generation, reason);
        serve = Optional.of(version);
        upgrade = null;
        conditions.no(
                "Progressing",
                "Returned",
                "Version " + target + " was taken back: " + reason + " Change the resource to try again.");
    }

    private boolean arrived(String target) {
        return servers().stream().allMatch(each -> sameVersion(each, target) && each.complete())
                && servers().size() == (wanted.hasWorker() ? 2 : 1);
    }

    /** Why pods of the new version will not become ready, as far as one can tell. */
    private Optional<String> failure(String target) {
        boolean verifying =
                before.upgrade() != null && "Verify".equals(before.upgrade().phase());
        for (Rollout each : servers()) {
            boolean tooLong = each.late() || rollingSince().plus(deadline()).isBefore(facts.now());
            // more pods are no failure: an autoscaler may have asked for them
            boolean fell = verifying && (!wanted.scales() || !each.trouble().isBlank());
            if (sameVersion(each, target) && each.current() && !each.complete() && (tooLong || fell)) {
                return Optional.of(why(each, verifying));
            }
        }
        return Optional.empty();
    }

    private static String why(Rollout rollout, boolean verifying) {
        String what = verifying ? "its pods did not stay ready" : "its pods did not become ready in time";
        return rollout.trouble().isBlank() ? what + "." : what + ": " + rollout.trouble();
    }

    private Instant rollingSince() {
        return before.upgrade() != null && "Roll".equals(before.upgrade().phase())
                ? Instant.parse(before.upgrade().since())
                : facts.now();
    }

    private Duration deadline() {
        String own = wanted.spec().lifecycleOrDefault().upgradeOrDefault().deadline();
        return (own == null ? Duration.ofMinutes(10) : Durations.parse(own)).plus(PATIENCE);
    }

    private boolean verified() {
        String own = wanted.spec().lifecycleOrDefault().upgradeOrDefault().verifyFor();
        Duration stay = own == null ? Duration.ofSeconds(30) : Durations.parse(own);
        boolean verifying =
                before.upgrade() != null && "Verify".equals(before.upgrade().phase());
        return stay.isZero()
                || (verifying
                        && !Instant.parse(before.upgrade().since()).plus(stay).isAfter(facts.now()));
    }

    private static boolean sameVersion(Rollout rollout, String target) {
        return rollout.version().equals(dev.selvedge.operator.desired.Versions.label(target));
    }

    private Optional<String> rolling() {
        return servers().stream()
                .filter(each -> !each.complete())
                .map(each -> each.available() + " of " + each.wanted() + " pods are ready"
                        + (each.trouble().isBlank() ? "." : ": " + each.trouble()))
                .findFirst();
    }

    private List<Rollout> servers() {
        List<Rollout> all = new ArrayList<>();
        facts.app().ifPresent(all::add);
        if (wanted.hasWorker()) {
            facts.worker().ifPresent(all::add);
        }
        return all;
    }

    private void step(String phase, String message) {
        UpgradeStatus old = before.upgrade();
        boolean same =
                old != null && old.phase().equals(phase) && wanted.version().equals(old.to());
        String since =
                same ? old.since() : facts.now().truncatedTo(ChronoUnit.SECONDS).toString();
        upgrade = new UpgradeStatus(version, wanted.version(), phase, since);
        conditions.yes("Progressing", phase, message);
    }

    /** Nothing while the first migration is to be waited for. */
    Optional<String> serve() {
        return serve;
    }

    List<HasMetadata> objects() {
        return objects;
    }

    SelvedgeStatus status(String endpoint, String lastBackup) {
        return new SelvedgeStatus(
                generation, version, schema, endpoint, lastBackup, upgrade, refused, conditions.list());
    }

    Optional<Refused> refused() {
        return Optional.ofNullable(refused);
    }
}
