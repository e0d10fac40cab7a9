package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose protocol a bucket speaks. */
public enum Provider {
    @JsonProperty("s3")
    S3,
    @JsonProperty("cw")
    CW,
    @JsonProperty("gcs")
    GCS,
    @JsonProperty("az")
    AZ;

    public String scheme() {
        return this == GCS ? "gs" : name().toLowerCase(java.util.Locale.ROOT);
    }
}
