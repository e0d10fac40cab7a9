package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import java.util.Map;

/** Alerts. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rules(
        @JsonPropertyDescription("Default false") Boolean enabled,

        @JsonPropertyDescription("A database whose CPU stays above this is too small; default 40") @Min(1) @Max(100)
        Integer mysqlCpuPercent,

        @JsonPropertyDescription("For how long; default 5m") String mysqlCpuFor,

        @JsonPropertyDescription("cadvisor (default), cloudwatch, stackdriver, azure")
        @Pattern("^(cadvisor|cloudwatch|stackdriver|azure)$")
        String source,

        @JsonPropertyDescription("An expression of your own, in percent")
        String mysqlCpuExpr,

        @JsonPropertyDescription("Labels that pick the database")
        String mysqlSelector,

        @JsonPropertyDescription("Labels that Prometheus picks rules by")
        Map<String, String> labels) {

    public Rules {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }
}
