package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.desired.Installation;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
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

    /** Kinds that the operator may not be allowed to touch: then it has made none. */
    private static final List<ResourceDefinitionContext> RIGHTS = List.of(
            kind("rbac.authorization.k8s.io", "RoleBinding", "rolebindings"),
            kind("rbac.authorization.k8s.io", "Role", "roles"));

    /** Kinds that a cluster may not know. */
    private static final List<ResourceDefinitionContext> OTHERS = List.of(
            kind("gateway.networking.k8s.io", "HTTPRoute", "httproutes"),
            kind("monitoring.coreos.com", "ServiceMonitor", "servicemonitors"),
            kind("monitoring.coreos.com", "PrometheusRule", "prometheusrules"));

    private Leftovers() {}

    private static ResourceDefinitionContext kind(String group, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    static void remove(KubernetesClient client, Installation of, Set<String> wanted) {
        KINDS.forEach(kind -> remove(of, client.resources(kind), wanted));
        OTHERS.forEach(kind ->
                removeUnless(HttpURLConnection.HTTP_NOT_FOUND, of, client.genericKubernetesResources(kind), wanted));
        RIGHTS.forEach(kind ->
                removeUnless(HttpURLConnection.HTTP_FORBIDDEN, of, client.genericKubernetesResources(kind), wanted));
        // one before an upgrade stays: it may be needed
        String scheduled = of.named("scheduled");
        if (!wanted.contains("SelvedgeBackup/" + scheduled)) {
            client.resources(SelvedgeBackup.class)
                    .inNamespace(of.namespace())
                    .withName(scheduled)
                    .delete();
        }
    }

    private static void removeUnless(
            int answer,
            Installation of,
            MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, ?> all,
            Set<String> wanted) {
        try {
            remove(of, all, wanted);
        } catch (KubernetesClientException e) {
            if (e.getCode() != answer) {
                throw e;
            }
        }
    }

    private static <T extends HasMetadata, L extends KubernetesResourceList<T>> void remove(
            Installation of, MixedOperation<T, L, ?> all, Set<String> wanted) {
        for (T each :
                all.inNamespace(of.namespace()).withLabels(of.labels()).list().getItems()) {
            boolean owned = each.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getUid().equals(of.uid()));
            if (owned && !wanted.contains(Applier.key(each))) {
                all.inNamespace(of.namespace())
                        .withName(each.getMetadata().getName())
                        .delete();
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
