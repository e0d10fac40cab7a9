package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.BackupTarget;
import dev.selvedge.operator.api.Offsite;
import dev.selvedge.operator.api.Retention;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeBackupSpec;
import dev.selvedge.operator.api.SelvedgeRestore;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;

/** The Jobs behind {@code SelvedgeBackup} and {@code SelvedgeRestore}: the server's own commands, with the installation's connections. */
public final class Backups {

    public static final String BACKUP_LABEL = "selvedge.dev/backup";
    private static final String FOLDER = "/backups";
    private static final String DATA = "--data-dir=/data";
    private static final long TWELVE_HOURS = 43_200;

    private Backups() {}

    public static Job once(Installation of, SelvedgeBackup backup) {
        ObjectMeta meta = meta(of, backup, backup.getMetadata().getName() + "-run", "backup");
        return job(of, meta, places(backup.getSpec()), List.of(), List.of("backup", "create", DATA));
    }

    /** Making them, and trying the newest one where that is planned. */
    public static List<CronJob> recurring(Installation of, SelvedgeBackup backup) {
        SelvedgeBackupSpec spec = backup.getSpec();
        String name = backup.getMetadata().getName();
        Retention retention = spec.retention() == null ? Retention.DEFAULT : spec.retention();
        List<String> prune = List.of(
                "backup",
                "prune",
                DATA,
                "--daily=" + retention.dailyOrDefault(),
                "--weekly=" + retention.weeklyOrDefault(),
                "--monthly=" + retention.monthlyOrDefault());
        // thinned out only after a new one was made
        Job making = job(of, meta(of, backup, name, "backup"), places(spec), List.of("backup", "create", DATA), prune);
        List<CronJob> all = new ArrayList<>(List.of(clocked(making, spec.schedule(), spec.suspend())));
        if (spec.drill() != null) {
            List<String> drill = List.of(
                    "backup", "drill", DATA, "--percent=" + or(spec.drill().percent(), 100));
            Job trying = job(of, meta(of, backup, drillName(backup), "drill"), places(spec), List.of(), drill);
            all.add(clocked(trying, or(spec.drill().schedule(), "41 5 * * 0"), spec.suspend()));
        }
        return all;
    }

    public static String drillName(SelvedgeBackup backup) {
        return backup.getMetadata().getName() + "-drill";
    }

    public static Job restore(Installation of, SelvedgeRestore restore) {
        String backup = restore.getSpec().backupOrNewest();
        List<String> command =
                new ArrayList<>(restore.getSpec().trial() ? List.of("backup", "drill") : List.of("restore"));
        // a drill takes the newest by itself
        if (!restore.getSpec().trial() || !backup.equals("newest")) {
            command.add(backup);
        }
        command.add(DATA);
        ObjectMeta meta = meta(of, restore, restore.getMetadata().getName() + "-run", "restore");
        Job job = job(of, meta, new Places(restore.getSpec().source(), null), List.of(), command);
        job.getSpec().setBackoffLimit(0);
        return job;
    }

    private static <T> T or(T own, T usual) {
        return own == null ? usual : own;
    }

    private static CronJob clocked(Job job, String schedule, Boolean suspend) {
        return new CronJobBuilder()
                .withMetadata(job.getMetadata())
                .withNewSpec()
                .withSchedule(schedule)
                .withSuspend(Boolean.TRUE.equals(suspend))
                .withConcurrencyPolicy("Forbid")
                .withStartingDeadlineSeconds(3600L)
                .withSuccessfulJobsHistoryLimit(7)
                .withFailedJobsHistoryLimit(7)
                .withNewJobTemplate()
                .withNewMetadata()
                .withLabels(job.getMetadata().getLabels())
                .endMetadata()
                .withSpec(job.getSpec().edit().withTtlSecondsAfterFinished(null).build())
                .endJobTemplate()
                .endSpec()
                .build();
    }

    private record Places(BackupTarget target, Offsite offsite) {}

    private static Places places(SelvedgeBackupSpec spec) {
        return new Places(spec.target(), spec.offsite());
    }

    /** @param before a command that must end well first, or none */
    private static Job job(Installation of, ObjectMeta meta, Places places, List<String> before, List<String> command) {
        Container last = container(of, places, command);
        Job job = Jobs.job(of, meta, meta.getLabels().get("app.kubernetes.io/component"), List.of(last), 2);
        PodSpecBuilder pod = new PodSpecBuilder(job.getSpec().getTemplate().getSpec());
        if (!before.isEmpty()) {
            pod.withInitContainers(container(of, places, before));
        }
        if (places.target().claimName() != null) {
            pod.addToVolumes(Pods.claim("backups", places.target().claimName()));
        }
        return job.edit()
                .editSpec()
                .withActiveDeadlineSeconds(TWELVE_HOURS)
                .editTemplate()
                .editMetadata()
                .addToLabels(BACKUP_LABEL, meta.getLabels().get(BACKUP_LABEL))
                .endMetadata()
                .withSpec(pod.build())
                .endTemplate()
                .endSpec()
                .build();
    }

    /** Named by its verb. */
    private static Container container(Installation of, Places places, List<String> command) {
        Variables env = new Variables().more(ServerVariables.of(of, List.of()));
        BackupTarget target = places.target();
        place(
                env,
                "SELVEDGE_BACKUP_TARGET",
                target.claimName() != null ? FOLDER : target.bucket(),
                target.bucketFrom());
        if (places.offsite() != null) {
            place(
                    env,
                    "SELVEDGE_BACKUP_OFFSITE",
                    places.offsite().bucket(),
                    places.offsite().bucketFrom());
        }
        String verb = command.getFirst().equals("backup") ? command.get(1) : command.getFirst();
        List<VolumeMount> mounts = new ArrayList<>(Pods.mounts(of));
        if (target.claimName() != null) {
            mounts.add(Pods.mount("backups", FOLDER));
        }
        return new ContainerBuilder(Pods.container(of, verb, mounts))
                .withArgs(command)
                .withEnv(env.list())
                .withEnvFrom(of.spec().appOrDefault().extraEnvFrom())
                .withResources(Presets.backup())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
    }

    private static void place(Variables env, String name, String address, SecretKeySelector secret) {
        if (secret != null) {
            env.secret(name, secret);
        } else {
            env.text(name, address);
        }
    }

    private static ObjectMeta meta(Installation of, HasMetadata owner, String name, String component) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(of.namespace())
                .withLabels(of.labels(component))
                .addToLabels(BACKUP_LABEL, owner.getMetadata().getName())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("selvedge.dev/v1alpha1")
                        .withKind(owner.getKind())
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                        .build())
                .build();
    }
}
