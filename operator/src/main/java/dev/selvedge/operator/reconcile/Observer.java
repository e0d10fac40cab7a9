package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeBackupStatus;
import dev.selvedge.operator.api.SelvedgeRestore;
import dev.selvedge.operator.api.SelvedgeRestoreStatus;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Secrets;
import dev.selvedge.operator.reconcile.Facts.Backup;
import dev.selvedge.operator.reconcile.Facts.Rollout;
import dev.selvedge.operator.reconcile.Facts.Work;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what concerns one installation; Secrets by name alone, so that the operator needs no right to list them. */
public final class Observer {

    private final KubernetesClient client;
    private final Clock clock;
    private final Names names;

    public Observer(KubernetesClient client, Clock clock, Names names) {
        this.client = client;
        this.clock = clock;
        this.names = names;
    }

    public Facts observe(Selvedge resource) {
        Installation of = Installation.of(resource, resource.getSpec().version(), "");
        SecretReading secrets = SecretReading.of(client, of);
        List<Pod> pods = client.pods()
                .inNamespace(of.namespace())
                .withLabels(of.selector())
                .list()
                .getItems();
        return new Facts(
                clock.instant(),
                secrets.missing(),
                secrets.fingerprint(),
                keys(of),
                rollout(of, "app", pods),
                rollout(of, "worker", pods),
                jobs(of, pods),
                new EntranceReading(client, names).read(of),
                new StorageReading(client).read(of),
                backups(of),
                restore(of));
    }

    private boolean keys(Installation of) {
        return client.secrets()
                        .inNamespace(of.namespace())
                        .withName(Secrets.keysOf(of).getName())
                        .get()
                != null;
    }

    private Optional<Rollout> rollout(Installation of, String component, List<Pod> pods) {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(of.namespace())
                .withName(of.named(component))
                .get();
        return Optional.ofNullable(deployment).map(each -> DeploymentReading.of(each, PodReading.of(pods, component)));
    }

    private Map<String, Work> jobs(Installation of, List<Pod> pods) {
        Map<String, Work> works = new HashMap<>();
        List<Job> jobs = client.batch()
                .v1()
                .jobs()
                .inNamespace(of.namespace())
                .withLabels(of.selector())
                .list()
                .getItems();
        jobs.forEach(job -> works.put(job.getMetadata().getName(), JobReading.of(job, pods)));
        return works;
    }

    private List<Backup> backups(Installation of) {
        return client.resources(SelvedgeBackup.class).inNamespace(of.namespace()).list().getItems().stream()
                .filter(each -> each.getSpec().selvedge().equals(of.name()))
                .map(Observer::backup)
                .toList();
    }

    private static Backup backup(SelvedgeBackup backup) {
        SelvedgeBackupStatus status = Optional.ofNullable(backup.getStatus()).orElse(SelvedgeBackupStatus.EMPTY);
        String why = status.conditions().isEmpty()
                ? ""
                : status.conditions().getFirst().getMessage();
        return new Backup(
                backup.getMetadata().getName(),
                status.phase() == null ? "Pending" : status.phase(),
                Optional.ofNullable(status.lastSucceeded()).map(Instant::parse),
                why);
    }

    private Optional<String> restore(Installation of) {
        return client.resources(SelvedgeRestore.class).inNamespace(of.namespace()).list().getItems().stream()
                .filter(each -> each.getSpec().selvedge().equals(of.name())
                        && !each.getSpec().trial())
                .filter(each -> !Optional.ofNullable(each.getStatus())
                        .orElse(SelvedgeRestoreStatus.EMPTY)
                        .over())
                .map(each -> each.getMetadata().getName())
                .findFirst();
    }
}
