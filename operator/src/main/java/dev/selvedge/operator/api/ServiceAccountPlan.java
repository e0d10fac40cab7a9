package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;

/** Account of all pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceAccountPlan(
        @JsonPropertyDescription("Default true") Boolean create,

        @JsonPropertyDescription("Default: name of this resource")
        String name,

        @JsonPropertyDescription(
                "Workload identity: eks.amazonaws.com/role-arn, iam.gke.io/gcp-service-account, azure.workload.identity/client-id")
        Map<String, String> annotations) {

    public ServiceAccountPlan {
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }
}
