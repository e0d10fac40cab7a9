package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.NetworkPolicyPlan;
import dev.selvedge.operator.api.Notify;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Closes everything but what is named. */
final class Policies {

    private static final String NAMESPACE = "kubernetes.io/metadata.name";

    private Policies() {}

    static Optional<NetworkPolicy> policy(Installation of) {
        NetworkPolicyPlan plan =
                of.spec().network() == null ? null : of.spec().network().networkPolicy();
        return plan != null && plan.on() ? Optional.of(policy(of, plan)) : Optional.empty();
    }

    private static NetworkPolicy policy(Installation of, NetworkPolicyPlan plan) {
        List<NetworkPolicyIngressRule> in = new ArrayList<>();
        namespaces(plan.ingressFrom(), "ingress-nginx").forEach(labels -> in.add(from(labels, 8080)));
        namespaces(plan.scrapeFrom(), "monitoring").forEach(labels -> in.add(from(labels, 9090)));
        return new NetworkPolicyBuilder()
                .withMetadata(of.meta(of.name()))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(of.selector())
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(in)
                .withEgress(out(of, plan))
                .endSpec()
                .build();
    }

    private static List<Map<String, String>> namespaces(List<Map<String, String>> own, String usual) {
        return own.isEmpty() ? List.of(Map.of(NAMESPACE, usual)) : own;
    }

    private static List<NetworkPolicyEgressRule> out(Installation of, NetworkPolicyPlan plan) {
        List<NetworkPolicyEgressRule> out = new ArrayList<>();
        out.add(new NetworkPolicyEgressRuleBuilder()
                .withPorts(port(53, "UDP"), port(53, "TCP"))
                .build());
        of.spec().database().ifPresent(mysql -> out.add(to(mysql.portOrDefault(), plan.mysqlCidrs())));
        of.spec().coordination().ifPresent(redis -> out.add(to(redis.portOrDefault(), plan.redisCidrs())));
        if (of.spec().bucket() != null) {
            out.add(to(port(of.spec().bucket()), plan.bucketCidrs()));
        }
        if (SecretStores.inKubernetes(of)) {
            out.add(to(plan.kubernetesCidrs(), port(443, "TCP"), port(6443, "TCP")));
        }
        Optional.ofNullable(of.spec().notifications())
                .map(Notify::smtp)
                .ifPresent(smtp -> out.add(to(smtp.port() == null ? 587 : smtp.port(), List.of())));
        return out;
    }

    private static int port(Bucket bucket) {
        int colon = bucket.hosted() ? bucket.endpoint().lastIndexOf(':') : -1;
        return colon < 0 ? 443 : Integer.parseInt(bucket.endpoint().substring(colon + 1));
    }

    private static NetworkPolicyPort port(int number, String protocol) {
        return new NetworkPolicyPortBuilder()
                .withNewPort(number)
                .withProtocol(protocol)
                .build();
    }

    private static NetworkPolicyIngressRule from(Map<String, String> labels, int port) {
        return new NetworkPolicyIngressRuleBuilder()
                .addNewFrom()
                .withNewNamespaceSelector()
                .withMatchLabels(labels)
                .endNamespaceSelector()
                .endFrom()
                .withPorts(port(port, "TCP"))
                .build();
    }

    private static NetworkPolicyEgressRule to(int port, List<String> cidrs) {
        return to(cidrs, port(port, "TCP"));
    }

    private static NetworkPolicyEgressRule to(List<String> cidrs, NetworkPolicyPort... ports) {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(ports)
                .withTo(cidrs.stream()
                        .map(cidr -> new NetworkPolicyPeerBuilder()
                                .withNewIpBlock()
                                .withCidr(cidr)
                                .endIpBlock()
                                .build())
                        .toList())
                .build();
    }
}
