package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import java.util.Map;

/** An Ingress of any class. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record IngressPlan(
        @JsonPropertyDescription("Default true") Boolean enabled,
        @JsonPropertyDescription("IngressClass") String className,

        @JsonPropertyDescription(
                "Annotations for large uploads and long requests: nginx, haproxy, traefik, alb, gce, appgw")
        @Pattern("^(nginx|haproxy|traefik|alb|gce|appgw)$")
        String preset,

        @JsonPropertyDescription("Annotations") Map<String, String> annotations,
        @JsonPropertyDescription("Labels") Map<String, String> labels,

        @JsonPropertyDescription("Default: name of this resource")
        String name,

        @JsonPropertyDescription("Secret of type kubernetes.io/tls; left out where TLS ends in front of the cluster")
        String tlsSecret) {

    public IngressPlan {
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    public boolean on() {
        return enabled == null || enabled;
    }
}
