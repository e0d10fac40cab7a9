package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;

/** The address of the installation. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Global(
        @JsonPropertyDescription(
                "URL under which clients, browsers and signed URLs reach the server: https://wandb.example.org")
        @Pattern("^https?://[^/?#]+$")
        String host) {}
