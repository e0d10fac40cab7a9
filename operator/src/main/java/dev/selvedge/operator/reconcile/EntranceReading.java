package dev.selvedge.operator.reconcile;

import dev.selvedge.operator.api.IngressPlan;
import dev.selvedge.operator.desired.Ingresses;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.reconcile.Facts.Certificate;
import dev.selvedge.operator.reconcile.Facts.Entrance;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Ingress as its controller left it, the certificate, and where the names lead. */
final class EntranceReading {

    private final KubernetesClient client;
    private final Names names;

    EntranceReading(KubernetesClient client, Names names) {
        this.client = client;
        this.names = names;
    }

    Entrance read(Installation of) {
        Optional<Ingress> desired = Ingresses.ingress(of);
        if (desired.isEmpty()) {
            return new Entrance(List.of(), Optional.empty(), Optional.empty(), names.addresses(Ingresses.names(of)));
        }
        Ingress found = client.network()
                .v1()
                .ingresses()
                .inNamespace(of.namespace())
                .withName(desired.get().getMetadata().getName())
                .get();
        IngressPlan plan = Ingresses.plan(of);
        List<IngressLoadBalancerIngress> balancers = balancers(found);
        return new Entrance(
                balancers.stream().map(EntranceReading::address).toList(),
                Ingresses.ingressClass(plan).flatMap(this::classKnown),
                certificate(of, plan.tlsSecret()),
                names(of, balancers));
    }

    private Map<String, List<String>> names(Installation of, List<IngressLoadBalancerIngress> balancers) {
        List<String> asked = new ArrayList<>(Ingresses.names(of));
        Map<String, List<String>> all = new HashMap<>();
        for (IngressLoadBalancerIngress each : balancers) {
            if (each.getIp() == null) {
                asked.add(each.getHostname());
            } else {
                all.put(address(each), List.of(address(each)));
            }
        }
        all.putAll(names.addresses(asked));
        return all;
    }

    private static List<IngressLoadBalancerIngress> balancers(Ingress ingress) {
        return ingress == null
                        || ingress.getStatus() == null
                        || ingress.getStatus().getLoadBalancer() == null
                ? List.of()
                : ingress.getStatus().getLoadBalancer().getIngress();
    }

    /** An address in the form that a resolver gives it. */
    private static String address(IngressLoadBalancerIngress balancer) {
        return balancer.getIp() == null
                ? balancer.getHostname()
                : InetAddress.ofLiteral(balancer.getIp()).getHostAddress();
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
