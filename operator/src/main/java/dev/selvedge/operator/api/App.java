package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** The pods that answer clients and browsers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record App(
        @JsonPropertyDescription("Default 2; 1 with profile dev") @Min(0)
        Integer replicas,

        @JsonPropertyDescription("A HorizontalPodAutoscaler instead of a fixed number")
        Autoscaling autoscaling,

        @JsonPropertyDescription("Default: by profile and products")
        Resources resources,

        @JsonPropertyDescription("Labels of nodes") Map<String, String> nodeSelector,
        @JsonPropertyDescription("Taints that are borne") List<Toleration> tolerations,

        @JsonPropertyDescription("In place of spreading over host names")
        ObjectNode affinity,

        @JsonPropertyDescription("Annotations of pods") Map<String, String> podAnnotations,

        @JsonPropertyDescription("More environment variables")
        List<EnvVar> extraEnv,

        @JsonPropertyDescription("Of the disruption budget; default 50%")
        String minAvailable,

        @JsonPropertyDescription("Over host names and zones; default true")
        Boolean topologySpread,

        @JsonPropertyDescription("Priority of all pods") String priorityClassName,

        @JsonPropertyDescription("Seconds; default 90") @Min(30)
        Integer terminationGrace,

        @JsonPropertyDescription("How long load balancers have to notice before the port closes; default 10s")
        @Pattern("^[0-9]+s$")
        String drain,

        @JsonPropertyDescription("The Java machine") Jvm jvm,

        @JsonPropertyDescription("More environment variables of all pods")
        List<EnvFromSource> extraEnvFrom,

        @JsonPropertyDescription("Account of all pods") ServiceAccountPlan serviceAccount) {

    public App {
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        extraEnv = extraEnv == null ? List.of() : List.copyOf(extraEnv);
        extraEnvFrom = extraEnvFrom == null ? List.of() : List.copyOf(extraEnvFrom);
        nodeSelector = nodeSelector == null ? Map.of() : Map.copyOf(nodeSelector);
        podAnnotations = podAnnotations == null ? Map.of() : Map.copyOf(podAnnotations);
    }

    public static final App DEFAULT =
            new App(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
