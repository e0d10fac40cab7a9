package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Monitoring;
import dev.selvedge.operator.api.Rules;
import dev.selvedge.operator.api.ServiceMonitorPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Prometheus scrapes, and the alerts. */
final class Monitors {

    private static final String API = "monitoring.coreos.com/v1";

    private Monitors() {}

    static Optional<HasMetadata> monitor(Installation of) {
        Monitoring monitoring = of.spec().monitoring();
        ServiceMonitorPlan plan = monitoring == null ? null : monitoring.serviceMonitor();
        return plan == null || !Boolean.TRUE.equals(plan.enabled()) ? Optional.empty() : Optional.of(monitor(of, plan));
    }

    private static HasMetadata monitor(Installation of, ServiceMonitorPlan plan) {
        Map<String, Object> endpoint = Map.of(
                "port",
                "operations",
                "path",
                "/metrics",
                "interval",
                plan.interval() == null ? "30s" : plan.interval());
        Map<String, String> operations =
                Map.of("app.kubernetes.io/instance", of.name(), "app.kubernetes.io/component", "operations");
        return Untyped.object(
                API,
                "ServiceMonitor",
                labelled(of, plan.labels()),
                Map.of("selector", Map.of("matchLabels", operations), "endpoints", List.of(endpoint)));
    }

    static Optional<HasMetadata> rules(Installation of) {
        Monitoring monitoring = of.spec().monitoring();
        Rules rules = monitoring == null ? null : monitoring.rules();
        return rules == null || !Boolean.TRUE.equals(rules.enabled())
                ? Optional.empty()
                : Optional.of(rules(of, rules));
    }

    private static HasMetadata rules(Installation of, Rules rules) {
        String host = of.spec().host().map(each -> URI.create(each).getHost()).orElse("localhost");
        Map<String, String> texts = Map.of(
                "{name}", of.name(),
                "{cpu}", DatabaseLoad.cpu(rules),
                "{disk}", DatabaseLoad.disk(rules),
                "{host}", host,
                "{hostPattern}", host.replace(".", "[.]"),
                "{percent}", String.valueOf(rules.mysqlCpuPercent() == null ? 40 : rules.mysqlCpuPercent()),
                "{for}", rules.mysqlCpuFor() == null ? "5m" : rules.mysqlCpuFor());
        return Untyped.object(API, "PrometheusRule", labelled(of, rules.labels()), filled(template(), texts));
    }

    private static ObjectMeta labelled(Installation of, Map<String, String> own) {
        return of.meta(of.name()).edit().addToLabels(own).build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> template() {
        try (InputStream text = Monitors.class.getResourceAsStream("rules.yaml")) {
            return Serialization.unmarshal(text, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T filled(T template, Map<String, String> texts) {
        return (T)
                switch (template) {
                    case Map<?, ?> map -> {
                        Map<Object, Object> all = new LinkedHashMap<>();
                        map.forEach((key, value) -> all.put(key, filled(value, texts)));
                        yield all;
                    }
                    case List<?> list ->
                        list.stream().map(each -> filled(each, texts)).toList();
                    case String text -> {
                        String whole = text;
                        for (Map.Entry<String, String> each : texts.entrySet()) {
                            whole = whole.replace(each.getKey(), each.getValue());
                        }
                        yield whole;
                    }
                    default -> template;
                };
    }
}
