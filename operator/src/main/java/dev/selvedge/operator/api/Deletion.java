package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of keys and volumes when the resource is deleted; databases and buckets outside are never touched. */
public enum Deletion {
    @JsonProperty("retain")
    RETAIN,
    @JsonProperty("purge")
    PURGE
}
