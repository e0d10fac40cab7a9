package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** The Java machine. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Jvm(
        @JsonPropertyDescription("Share of the memory limit for the heap; default 65") @Min(10) @Max(90)
        Integer maxRamPercent,

        @JsonPropertyDescription("More options") String extra) {}
