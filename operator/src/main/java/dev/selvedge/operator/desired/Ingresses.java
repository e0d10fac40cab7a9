package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.IngressPlan;
import dev.selvedge.operator.api.Network;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The way in, of any ingress controller. */
public final class Ingresses {

    private static final IngressPlan DEFAULT = new IngressPlan(null, null, null, null, null, null, null);

    /** Of GKE's own controller, which looks at the annotation alone and leaves an Ingress with a class to others. */
    private static final Set<String> GOOGLE = Set.of("gce", "gce-internal");

    /** IPv4, or IPv6 in the brackets that a URL puts around it. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private Ingresses() {}

    public static IngressPlan plan(Installation of) {
        Network network = of.spec().network();
        return network == null || network.ingress() == null ? DEFAULT : network.ingress();
    }

    public static Optional<Ingress> ingress(Installation of) {
        IngressPlan plan = plan(of);
        boolean routed = of.spec().network() != null && of.spec().network().gateway() != null;
        return plan.on() && !routed && of.spec().host().isPresent() ? Optional.of(ingress(of, plan)) : Optional.empty();
    }

    /** The IngressClass that has to be there. */
    public static Optional<String> ingressClass(IngressPlan plan) {
        return Optional.ofNullable(plan.className()).filter(name -> !GOOGLE.contains(name));
    }

    private static Ingress ingress(Installation of, IngressPlan plan) {
        List<String> names = names(of);
        Map<String, String> labels = of.labels();
        labels.putAll(plan.labels());
        Map<String, String> annotations = new LinkedHashMap<>(IngressPresets.of(plan.preset()));
        if (plan.className() != null && GOOGLE.contains(plan.className())) {
            annotations.put("kubernetes.io/ingress.class", plan.className());
        }
        annotations.putAll(plan.annotations());
        return new IngressBuilder()
                .withMetadata(of.meta(plan.name() == null ? of.name() : plan.name())
                        .edit()
                        .withLabels(labels)
                        .withAnnotations(annotations)
                        .build())
                .withNewSpec()
                .withIngressClassName(ingressClass(plan).orElse(null))
                .withTls(plan.tlsSecret() == null ? List.of() : List.of(tls(names, plan.tlsSecret())))
                .withRules(rules(of, names))
                .endSpec()
                .build();
    }

    /** The host's own name first. */
    public static List<String> hosts(Installation of) {
        List<String> hosts = new ArrayList<>();
        of.spec().host().map(url -> URI.create(url).getHost()).ifPresent(hosts::add);
        hosts.addAll(of.spec().additionalHosts());
        return hosts;
    }

    /** Without those that are addresses, which the API refuses as hosts of rules. */
    public static List<String> names(Installation of) {
        return hosts(of).stream()
                .filter(host -> !ADDRESS.matcher(host).matches())
                .toList();
    }

    private static IngressTLS tls(List<String> names, String secret) {
        return new IngressTLSBuilder().withHosts(names).withSecretName(secret).build();
    }

    /** Who has only an address is reached under any name. */
    private static List<IngressRule> rules(Installation of, List<String> names) {
        return names.isEmpty()
                ? List.of(rule(of, null))
                : names.stream().map(name -> rule(of, name)).toList();
    }

    private static IngressRule rule(Installation of, String host) {
        return new IngressRuleBuilder()
                .withHost(host)
                .withNewHttp()
                .addNewPath()
                .withPath("/")
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(of.name())
                .withNewPort()
                .withName("http")
                .endPort()
                .endService()
                .endBackend()
                .endPath()
                .endHttp()
                .build();
    }
}
