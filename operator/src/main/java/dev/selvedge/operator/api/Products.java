package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is used of the server; sizes the presets of requests. */
public enum Products {
    @JsonProperty("models")
    MODELS,
    @JsonProperty("weave")
    WEAVE,
    @JsonProperty("both")
    BOTH
}
