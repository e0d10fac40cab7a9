package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeBackupStatus;
import dev.selvedge.operator.api.SelvedgeStatus;
import dev.selvedge.operator.desired.Backups;
import dev.selvedge.operator.desired.Installation;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One Job, or a CronJob, and what became of it. */
@ControllerConfiguration(name = "selvedge-backup")
public final class BackupReconciler implements Reconciler<SelvedgeBackup> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final Applier applier;
    private final Announcer announcer;
    private final Clock clock;

    public BackupReconciler(KubernetesClient client, Applier applier, Announcer announcer, Clock clock) {
        this.client = client;
        this.applier = applier;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public UpdateControl<SelvedgeBackup> reconcile(SelvedgeBackup backup, Context<SelvedgeBackup> context) {
        SelvedgeBackupStatus before = Optional.ofNullable(backup.getStatus()).orElse(SelvedgeBackupStatus.EMPTY);
        if (!backup.getSpec().recurring() && BackupOutcome.over(before)) {
            return UpdateControl.noUpdate();
        }
        Selvedge selvedge = client.resources(Selvedge.class)
                .inNamespace(backup.getMetadata().getNamespace())
                .withName(backup.getSpec().selvedge())
                .get();
        BackupOutcome outcome = new BackupOutcome(backup, before, clock.instant());
        SelvedgeBackupStatus status = outcome.refusal(selvedge).orElseGet(() -> run(backup, selvedge, outcome));
        announcer.announce(backup, before.conditions(), status.conditions());
        UpdateControl<SelvedgeBackup> control =
                status.equals(before) ? UpdateControl.noUpdate() : UpdateControl.patchStatus(with(backup, status));
        return control.rescheduleAfter(LOOK_AGAIN);
    }

    private SelvedgeBackupStatus run(SelvedgeBackup backup, Selvedge selvedge, BackupOutcome outcome) {
        Installation of = running(selvedge);
        if (backup.getSpec().recurring()) {
            Backups.recurring(of, backup).forEach(applier::apply);
            if (backup.getSpec().drill() == null) {
                client.batch()
                        .v1()
                        .cronjobs()
                        .inNamespace(of.namespace())
                        .withName(Backups.drillName(backup))
                        .delete();
            }
        } else {
            applier.create(Backups.once(of, backup));
        }
        return outcome.of(of.version(), JobReading.ofOwner(client, backup.getMetadata(), "backup"));
    }

    /** With the version that runs: one that only comes may want another schema. */
    static Installation running(Selvedge selvedge) {
        String runs = Optional.ofNullable(selvedge.getStatus())
                .map(SelvedgeStatus::version)
                .orElse(null);
        return Installation.of(selvedge, runs == null ? selvedge.getSpec().version() : runs, "");
    }

    private static SelvedgeBackup with(SelvedgeBackup backup, SelvedgeBackupStatus status) {
        SelvedgeBackup patch = new SelvedgeBackup();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(backup.getMetadata().getName())
                .withNamespace(backup.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }

    @Override
    public List<EventSource<?, SelvedgeBackup>> prepareEventSources(EventSourceContext<SelvedgeBackup> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Job.class, SelvedgeBackup.class)
                        .withLabelSelector(Backups.BACKUP_LABEL + ",app.kubernetes.io/component=backup")
                        .withSecondaryToPrimaryMapper(job -> Set.of(new ResourceID(
                                job.getMetadata().getLabels().get(Backups.BACKUP_LABEL),
                                job.getMetadata().getNamespace())))
                        .build(),
                context));
    }
}
