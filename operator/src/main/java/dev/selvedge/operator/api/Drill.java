package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;

/** Tries the newest backup by the clock, in a database of its own beside the installation's, whose user may therefore make databases. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Drill(
        @JsonPropertyDescription("Five fields of cron; default 41 5 * * 0") @Pattern("^(\\S+ ){4}\\S+$")
        String schedule,

        @JsonPropertyDescription("How many of the objects are read; default 100") @Min(1) @Max(100)
        Integer percent) {}
