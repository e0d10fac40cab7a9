package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/** Accounts. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Auth(
        @JsonPropertyDescription("Whether strangers may make accounts once there is an administrator; default true")
        Boolean signUpOpen,

        @JsonPropertyDescription("How long a browser stays signed in") @Min(1)
        Integer sessionLengthHours) {}
