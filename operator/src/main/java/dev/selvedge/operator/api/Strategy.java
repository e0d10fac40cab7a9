package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How pods change over to a new version. */
public enum Strategy {
    @JsonProperty("rolling")
    ROLLING,
    @JsonProperty("recreate")
    RECREATE
}
