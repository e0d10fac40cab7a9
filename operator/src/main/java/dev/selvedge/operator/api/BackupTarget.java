package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.SecretKeySelector;

/** Where backups are put. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "(has(self.claimName) ? 1 : 0) + (has(self.bucket) ? 1 : 0) + (has(self.bucketFrom) ? 1 : 0) == 1",
        message = "give one of claimName, bucket and bucketFrom")
public record BackupTarget(
        @JsonPropertyDescription("A PersistentVolumeClaim, best of storage in another facility")
        String claimName,

        @JsonPropertyDescription("Address of another bucket: s3://bucket/prefix?region=…")
        String bucket,

        @JsonPropertyDescription("Key of a Secret with such an address, where credentials stand in it")
        SecretKeySelector bucketFrom) {}
