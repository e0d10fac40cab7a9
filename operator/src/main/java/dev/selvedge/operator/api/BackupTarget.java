package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import java.util.List;

/** Where backups are put. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "has(self.claimName) != has(self.bucket)", message = "give either claimName or bucket")
public record BackupTarget(
        @JsonPropertyDescription("A PersistentVolumeClaim, best of storage in another facility")
        String claimName,

        @JsonPropertyDescription("Address of another bucket: s3://bucket/prefix?region=…")
        String bucket,

        @JsonPropertyDescription("Credentials of that bucket")
        List<EnvFromSource> envFrom) {

    public BackupTarget {
        envFrom = envFrom == null ? List.of() : List.copyOf(envFrom);
    }
}
