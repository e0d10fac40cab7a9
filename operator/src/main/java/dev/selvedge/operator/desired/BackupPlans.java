package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.BackupPlan;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeBackupSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Backups that an installation asks for itself: recurring ones, and one before an upgrade. */
public final class BackupPlans {

    private BackupPlans() {}

    static Optional<HasMetadata> recurring(Installation of) {
        return Optional.ofNullable(of.spec().backup())
                .map(plan -> backup(of, of.named("scheduled"), plan, plan.scheduleOrDefault()));
    }

    /** Another one for each change of the resource: an old one is not fresh enough a second time. */
    public static String nameBefore(Installation of, String version, Long generation) {
        return of.named("before-" + Versions.brief(version + "/" + generation));
    }

    public static SelvedgeBackup before(Installation of, String version, Long generation) {
        return backup(of, nameBefore(of, version, generation), of.spec().backup(), null);
    }

    private static SelvedgeBackup backup(Installation of, String name, BackupPlan plan, String schedule) {
        SelvedgeBackup backup = new SelvedgeBackup();
        backup.setMetadata(of.meta(name));
        boolean once = schedule == null;
        backup.setSpec(new SelvedgeBackupSpec(
                of.name(),
                schedule,
                plan.target(),
                plan.offsite(),
                once ? null : plan.retention(),
                once ? null : plan.drill(),
                null));
        return backup;
    }
}
