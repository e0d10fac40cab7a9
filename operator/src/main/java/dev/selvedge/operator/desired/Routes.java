package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.GatewayPlan;
import dev.selvedge.operator.api.ParentRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTPRoute of the Gateway API instead of an Ingress. */
final class Routes {

    private Routes() {}

    static Optional<HasMetadata> route(Installation of) {
        GatewayPlan plan =
                of.spec().network() == null ? null : of.spec().network().gateway();
        return plan == null ? Optional.empty() : Optional.of(route(of, plan));
    }

    private static HasMetadata route(Installation of, GatewayPlan plan) {
        Map<String, Object> rule = Map.of(
                "matches", List.of(Map.of("path", Map.of("type", "PathPrefix", "value", "/"))),
                "timeouts", Map.of("request", plan.requestTimeout() == null ? "600s" : plan.requestTimeout()),
                "backendRefs",
                        List.of(Map.of(
                                "name", of.name(), "port", Services.plan(of).portOrDefault())));
        Map<String, Object> spec = Map.of(
                "parentRefs", plan.parentRefs().stream().map(Routes::parent).toList(),
                "hostnames", Ingresses.names(of),
                "rules", List.of(rule));
        return Untyped.object("gateway.networking.k8s.io/v1", "HTTPRoute", of.meta(of.name()), spec);
    }

    private static Map<String, Object> parent(ParentRef ref) {
        Map<String, Object> parent = new LinkedHashMap<>();
        parent.put("name", ref.name());
        if (ref.namespace() != null) {
            parent.put("namespace", ref.namespace());
        }
        if (ref.sectionName() != null) {
            parent.put("sectionName", ref.sectionName());
        }
        return parent;
    }
}
