package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;

/** What Prometheus scrapes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceMonitorPlan(
        @JsonPropertyDescription("Default false") Boolean enabled,
        @JsonPropertyDescription("Default 30s") String interval,

        @JsonPropertyDescription("Labels that Prometheus picks monitors by")
        Map<String, String> labels) {

    public ServiceMonitorPlan {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }
}
