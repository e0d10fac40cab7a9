package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.IngressPlan;
import dev.selvedge.operator.desired.Ingresses;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.Facts.Certificate;
import dev.selvedge.operator.reconcile.Facts.Entrance;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** The Ingress as its controller left it, and the certificate. */
final class EntranceReading {

    private final KubernetesClient client;

    EntranceReading(KubernetesClient client) {
        this.client = client;
    }

    Entrance read(Installation of) {
        Optional<Ingress> desired = Ingresses.ingress(of);
        if (desired.isEmpty()) {
            return new Entrance(false, Optional.empty(), Optional.empty());
        }
        Ingress found = client.network()
                .v1()
                .ingresses()
                .inNamespace(of.namespace())
                .withName(desired.get().getMetadata().getName())
                .get();
        IngressPlan plan = Ingresses.plan(of);
        return new Entrance(
                addressed(found),
                Ingresses.ingressClass(plan).flatMap(this::classKnown),
                certificate(of, plan.tlsSecret()));
    }

    private static boolean addressed(Ingress ingress) {
        return ingress != null
                && ingress.getStatus() != null
                && ingress.getStatus().getLoadBalancer() != null
                && !ingress.getStatus().getLoadBalancer().getIngress().isEmpty();
    }

    /** Classes belong to the cluster: an operator with a Role alone may not read them. */
    private Optional<Boolean> classKnown(String name) {
        try {
            return Optional.of(
                    client.network().v1().ingressClasses().withName(name).get() != null);
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private Optional<Certificate> certificate(Installation of, String name) {
        if (name == null) {
            return Optional.empty();
        }
        Secret secret =
                client.secrets().inNamespace(of.namespace()).withName(name).get();
        return Optional.ofNullable(secret).map(Certificates::read);
    }
}
