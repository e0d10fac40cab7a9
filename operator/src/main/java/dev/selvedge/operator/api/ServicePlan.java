package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import java.util.Map;

/** The Service in front of the pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServicePlan(
        @JsonPropertyDescription("Default ClusterIP") @Pattern("^(ClusterIP|NodePort|LoadBalancer)$")
        String type,

        @JsonPropertyDescription("Default 8080") @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription("Annotations") Map<String, String> annotations) {

    public ServicePlan {
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }

    public static final ServicePlan DEFAULT = new ServicePlan(null, null, null);

    public String typeOrDefault() {
        return type == null ? "ClusterIP" : type;
    }

    public int portOrDefault() {
        return port == null ? 8080 : port;
    }
}
