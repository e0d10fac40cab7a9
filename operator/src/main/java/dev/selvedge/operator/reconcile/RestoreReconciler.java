package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeRestore;
import dev.selvedge.operator.api.SelvedgeRestoreStatus;
import dev.selvedge.operator.desired.Backups;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.BackupOutcome.Run;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
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

/** Waits until no pod of the installation runs, then puts the backup back; a drill waits for nothing. */
@ControllerConfiguration(name = "selvedge-restore")
public final class RestoreReconciler implements Reconciler<SelvedgeRestore> {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Applier applier;
    private final Announcer announcer;
    private final Clock clock;

    public RestoreReconciler(KubernetesClient client, Applier applier, Announcer announcer, Clock clock) {
        this.client = client;
        this.applier = applier;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public UpdateControl<SelvedgeRestore> reconcile(SelvedgeRestore restore, Context<SelvedgeRestore> context) {
        SelvedgeRestoreStatus before = Optional.ofNullable(restore.getStatus()).orElse(SelvedgeRestoreStatus.EMPTY);
        if (before.over()) {
            return UpdateControl.noUpdate();
        }
        Selvedge selvedge = client.resources(Selvedge.class)
                .inNamespace(restore.getMetadata().getNamespace())
                .withName(restore.getSpec().selvedge())
                .get();
        SelvedgeRestoreStatus status = go(restore, selvedge, new RestoreOutcome(restore, before, clock.instant()));
        announcer.announce(restore, before.conditions(), status.conditions());
        UpdateControl<SelvedgeRestore> control =
                status.equals(before) ? UpdateControl.noUpdate() : UpdateControl.patchStatus(with(restore, status));
        return status.over() ? control : control.rescheduleAfter(LOOK_AGAIN);
    }

    private SelvedgeRestoreStatus go(SelvedgeRestore restore, Selvedge selvedge, RestoreOutcome outcome) {
        if (selvedge == null) {
            return outcome.waits(
                    "NoSelvedge",
                    "There is no Selvedge " + restore.getSpec().selvedge()
                            + " in this namespace; make it, suspended if nothing is to start before.");
        }
        if (selvedge.getSpec().single()) {
            return outcome.failed(
                    "OneVolume", "It keeps everything on one volume: restore a VolumeSnapshot of its claim instead.");
        }
        Installation of = BackupReconciler.running(selvedge);
        List<Run> runs = JobReading.ofOwner(client, restore.getMetadata(), "restore");
        if (runs.isEmpty() && !restore.getSpec().trial() && somebodyRuns(of)) {
            boolean suspended =
                    Boolean.TRUE.equals(selvedge.getSpec().lifecycleOrDefault().suspend());
            return outcome.waits(
                    "PodsRun",
                    suspended
                            ? "It is suspended, so nobody ends its pods: kubectl scale deployment --replicas=0, or set"
                                    + " lifecycle.suspend to false."
                            : "Its pods end first.");
        }
        if (runs.isEmpty()) {
            applier.create(Backups.restore(of, restore));
        }
        return outcome.of(runs.stream().findFirst());
    }

    private boolean somebodyRuns(Installation of) {
        return client
                .apps()
                .deployments()
                .inNamespace(of.namespace())
                .withLabels(of.labels())
                .list()
                .getItems()
                .stream()
                .anyMatch(RestoreReconciler::hasPods);
    }

    private static boolean hasPods(Deployment deployment) {
        Integer wanted = deployment.getSpec().getReplicas();
        Integer there =
                deployment.getStatus() == null ? null : deployment.getStatus().getReplicas();
        return (wanted != null && wanted > 0) || (there != null && there > 0);
    }

    private static SelvedgeRestore with(SelvedgeRestore restore, SelvedgeRestoreStatus status) {
        SelvedgeRestore patch = new SelvedgeRestore();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(restore.getMetadata().getName())
                .withNamespace(restore.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }

    @Override
    public List<EventSource<?, SelvedgeRestore>> prepareEventSources(EventSourceContext<SelvedgeRestore> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Job.class, SelvedgeRestore.class)
                        .withLabelSelector(Backups.BACKUP_LABEL + ",app.kubernetes.io/component=restore")
                        .withSecondaryToPrimaryMapper(job -> Set.of(new ResourceID(
                                job.getMetadata().getLabels().get(Backups.BACKUP_LABEL),
                                job.getMetadata().getNamespace())))
                        .build(),
                context));
    }
}
