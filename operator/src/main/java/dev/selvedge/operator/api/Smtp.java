package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** The mail server. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Smtp(
        @JsonPropertyDescription("Name or address") @Required
        String host,

        @JsonPropertyDescription("Default 587") @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription("User") String user,
        @JsonPropertyDescription("Password") Credential password,

        @JsonPropertyDescription("Address that mails come from")
        String from) {}
