package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.desired.Installation;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;

/** Objects that an earlier form of the resource asked for. Keys, volumes and Jobs are never among them. */
final class Leftovers {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Deployment.class,
            Ingress.class,
            HorizontalPodAutoscaler.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class,
            ConfigMap.class,
            ServiceAccount.class);

    private Leftovers() {}

    static void remove(KubernetesClient client, Installation of, Set<String> wanted) {
        KINDS.forEach(kind -> remove(client, of, kind, wanted));
        // one before an upgrade stays: it may be needed
        String scheduled = of.named("scheduled");
        if (!wanted.contains("SelvedgeBackup/" + scheduled)) {
            client.resources(SelvedgeBackup.class)
                    .inNamespace(of.namespace())
                    .withName(scheduled)
                    .delete();
        }
    }

    private static <T extends HasMetadata> void remove(
            KubernetesClient client, Installation of, Class<T> kind, Set<String> wanted) {
        for (T each : client.resources(kind)
                .inNamespace(of.namespace())
                .withLabels(of.labels())
                .list()
                .getItems()) {
            boolean owned = each.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getUid().equals(of.uid()));
            if (owned && !wanted.contains(Applier.key(each))) {
                client.resource(each).delete();
            }
        }
    }

    static void removeJob(KubernetesClient client, Installation of, String name) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(of.namespace())
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }
}
