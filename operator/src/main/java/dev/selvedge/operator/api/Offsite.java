package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.SecretKeySelector;

/** A second place, elsewhere, that each finished backup is copied to. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "has(self.bucket) != has(self.bucketFrom)", message = "give either bucket or bucketFrom")
public record Offsite(
        @JsonPropertyDescription("Address of a bucket: s3://bucket/prefix?region=…")
        String bucket,

        @JsonPropertyDescription("Key of a Secret with such an address, where credentials stand in it")
        SecretKeySelector bucketFrom) {}
