package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** Between how many replicas, at which use of the requested CPU. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "!has(self.min) || !has(self.max) || self.min <= self.max", message = "min is not above max")
public record Autoscaling(
        @JsonPropertyDescription("Default 2") @Min(1) Integer min,
        @JsonPropertyDescription("Default 6") @Min(1) Integer max,

        @JsonPropertyDescription("Percent; default 70") @Min(1) @Max(100)
        Integer cpu) {

    public int minOrDefault() {
        return min == null ? 2 : min;
    }

    public int maxOrDefault() {
        return max == null ? 6 : max;
    }

    public int cpuOrDefault() {
        return cpu == null ? 70 : cpu;
    }
}
