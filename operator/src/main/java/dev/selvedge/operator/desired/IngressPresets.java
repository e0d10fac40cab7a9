package dev.selvedge.operator.desired;

import java.util.Map;

/** Annotations by which controllers let large uploads and long requests through. */
final class IngressPresets {

    private static final Map<String, Map<String, String>> ALL = Map.of(
            "nginx",
            Map.of(
                    "nginx.ingress.kubernetes.io/proxy-body-size", "0",
                    "nginx.ingress.kubernetes.io/proxy-buffering", "off",
                    "nginx.ingress.kubernetes.io/proxy-request-buffering", "off",
                    "nginx.ingress.kubernetes.io/proxy-read-timeout", "600",
                    "nginx.ingress.kubernetes.io/proxy-send-timeout", "600"),
            "haproxy",
            Map.of(
                    "haproxy.org/timeout-server", "600s",
                    "haproxy.org/timeout-client", "600s",
                    "haproxy.org/check", "enabled",
                    "haproxy.org/check-http", "/ready"),
            "traefik",
            Map.of(
                    "traefik.ingress.kubernetes.io/router.entrypoints", "websecure",
                    "traefik.ingress.kubernetes.io/router.tls", "true"),
            "alb",
            Map.of(
                    "alb.ingress.kubernetes.io/scheme", "internet-facing",
                    "alb.ingress.kubernetes.io/target-type", "ip",
                    "alb.ingress.kubernetes.io/listen-ports", "[{\"HTTPS\":443}]",
                    "alb.ingress.kubernetes.io/healthcheck-path", "/ready",
                    "alb.ingress.kubernetes.io/load-balancer-attributes", "idle_timeout.timeout_seconds=600"),
            "gce",
            Map.of("kubernetes.io/ingress.allow-http", "false"),
            "appgw",
            Map.of(
                    "appgw.ingress.kubernetes.io/request-timeout", "600",
                    "appgw.ingress.kubernetes.io/health-probe-path", "/ready",
                    "appgw.ingress.kubernetes.io/ssl-redirect", "true"));

    private IngressPresets() {}

    static Map<String, String> of(String preset) {
        return preset == null ? Map.of() : ALL.getOrDefault(preset, Map.of());
    }
}
