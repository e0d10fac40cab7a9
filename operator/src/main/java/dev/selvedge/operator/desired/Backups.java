package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.BackupTarget;
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
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Jobs behind {@code SelvedgeBackup} and {@code SelvedgeRestore}: the server's own commands, with the installation's connections. */
public final class Backups {

    public static final String BACKUP_LABEL = "selvedge.dev/backup";
    private static final String FOLDER = "/backups";

    private Backups() {}

    public static Job once(Installation of, SelvedgeBackup backup) {
        return job(of, meta(of, backup, backup.getMetadata().getName() + "-run", "backup"), backup.getSpec(), null);
    }

    public static CronJob recurring(Installation of, SelvedgeBackup backup) {
        SelvedgeBackupSpec spec = backup.getSpec();
        String name = backup.getMetadata().getName();
        Retention retention = spec.retention() == null ? Retention.DEFAULT : spec.retention();
        Job job = job(of, meta(of, backup, name, "backup"), spec, retention);
        return new CronJobBuilder()
                .withMetadata(job.getMetadata())
                .withNewSpec()
                .withSchedule(spec.schedule())
                .withSuspend(Boolean.TRUE.equals(spec.suspend()))
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

    private static Job job(Installation of, ObjectMeta meta, SelvedgeBackupSpec spec, Retention retention) {
        Container create = work(
                of, "backup", spec.target(), List.of("backup", "create", place(spec.target()), "--data-dir=/data"));
        if (retention == null) {
            return finished(of, meta, spec.target(), List.of(), create, 1);
        }
        // thinned out only after a new one was made
        List<String> prune = List.of(
                "backup",
                "prune",
                place(spec.target()),
                "--daily=" + retention.dailyOrDefault(),
                "--weekly=" + retention.weeklyOrDefault(),
                "--monthly=" + retention.monthlyOrDefault());
        return finished(of, meta, spec.target(), List.of(create), work(of, "prune", spec.target(), prune), 1);
    }

    public static Job restore(Installation of, SelvedgeRestore restore) {
        BackupTarget source = restore.getSpec().source();
        String backup = place(source) + "/" + restore.getSpec().backup();
        List<String> command = restore.getSpec().trial()
                ? List.of("backup", "verify", backup)
                : List.of("restore", backup, "--data-dir=/data");
        ObjectMeta meta = meta(of, restore, restore.getMetadata().getName() + "-run", "restore");
        return finished(of, meta, source, List.of(), work(of, "restore", source, command), 0);
    }

    private static Container work(Installation of, String name, BackupTarget target, List<String> command) {
        Variables env = new Variables();
        if (!of.spec().single()) {
            env.secret("SELVEDGE_SECRET", Secrets.keysOf(of));
        }
        Container container =
                Jobs.job(of, name, command, env.more(Connections.all(of)).list());
        if (target.claimName() != null) {
            container.setVolumeMounts(new ArrayList<>(container.getVolumeMounts()));
            container.getVolumeMounts().add(Pods.mount("backups", FOLDER));
        }
        return new ContainerBuilder(container).withEnvFrom(target.envFrom()).build();
    }

    private static Job finished(
            Installation of,
            ObjectMeta meta,
            BackupTarget target,
            List<Container> before,
            Container last,
            int retries) {
        Job job = Jobs.job(of, meta, meta.getLabels().get("app.kubernetes.io/component"), List.of(last), retries);
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        PodSpecBuilder complete = new PodSpecBuilder(pod).withInitContainers(before);
        if (target.claimName() != null) {
            complete.addToVolumes(Pods.claim("backups", target.claimName()));
        }
        return job.edit()
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToLabels(Map.of(BACKUP_LABEL, meta.getLabels().get(BACKUP_LABEL)))
                .endMetadata()
                .withSpec(complete.build())
                .endTemplate()
                .endSpec()
                .build();
    }

    private static String place(BackupTarget target) {
        return target.claimName() != null ? FOLDER : target.bucket();
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
