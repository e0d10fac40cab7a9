package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an installation is for: {@code poc} is one process with an embedded database; {@code prod} insists on surviving a node. */
public enum Profile {
    @JsonProperty("poc")
    POC,
    @JsonProperty("dev")
    DEV,
    @JsonProperty("prod")
    PROD
}
