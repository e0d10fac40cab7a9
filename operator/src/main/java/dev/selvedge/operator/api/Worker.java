package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** The pods that run recurring jobs; with 0 replicas the app does them. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Worker(
        @JsonPropertyDescription("Default 1") @Min(0) Integer replicas,

        @JsonPropertyDescription("Default: by profile and products")
        Resources resources,

        @JsonPropertyDescription("Labels of nodes") Map<String, String> nodeSelector,
        @JsonPropertyDescription("Taints that are borne") List<Toleration> tolerations,

        @JsonPropertyDescription("In place of spreading over host names")
        ObjectNode affinity,

        @JsonPropertyDescription("Annotations of pods") Map<String, String> podAnnotations,

        @JsonPropertyDescription("More environment variables")
        List<EnvVar> extraEnv) {

    public Worker {
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        extraEnv = extraEnv == null ? List.of() : List.copyOf(extraEnv);
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
        podAnnotations = podAnnotations == null ? Map.of() : Map.copyOf(podAnnotations);
    }

    public static final Worker DEFAULT = new Worker(null, null, null, null, null, null, null);
}
