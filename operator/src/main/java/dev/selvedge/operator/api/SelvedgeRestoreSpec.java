package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Puts a backup back, or tries whether it can be. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "self == oldSelf", message = "a restore is not changed: make another resource")
public record SelvedgeRestoreSpec(
        @JsonPropertyDescription(
                "Name of the Selvedge resource; its database and bucket must be empty unless this is a drill")
        @Required
        @Size(min = 1)
        String selvedge,

        @JsonPropertyDescription("Where backups are") @Required
        BackupTarget source,

        @JsonPropertyDescription("Its id, or newest (default)")
        String backup,

        @JsonPropertyDescription("Put it into a scratch place and compare; the installation goes on")
        Boolean drill) {

    public String backupOrNewest() {
        return backup == null ? "newest" : backup;
    }

    public boolean trial() {
        return Boolean.TRUE.equals(drill);
    }
}
