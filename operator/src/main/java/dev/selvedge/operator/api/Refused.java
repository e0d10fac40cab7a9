package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A version that was tried and taken back. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Refused(
        @JsonPropertyDescription("The version") String version,

        @JsonPropertyDescription("Of the resource that asked for it; another one tries again")
        Long generation,

        @JsonPropertyDescription("What was seen") String reason) {}
