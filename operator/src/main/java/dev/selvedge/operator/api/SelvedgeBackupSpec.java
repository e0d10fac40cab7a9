package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One backup, or recurring ones with a schedule. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.schedule) || !has(self.retention) && !has(self.drill)",
        message = "retention and drill go with a schedule")
@ValidationRule(
        value = "has(self.schedule) == has(oldSelf.schedule)",
        message = "one backup does not become recurring ones: make another resource")
public record SelvedgeBackupSpec(
        @JsonPropertyDescription("Name of the Selvedge resource") @Required @Size(min = 1)
        String selvedge,

        @JsonPropertyDescription("Five fields of cron; without it one backup is made now") @Pattern("^(\\S+ ){4}\\S+$")
        String schedule,

        @JsonPropertyDescription("Where it is put") @Required
        BackupTarget target,

        @JsonPropertyDescription("Where it is copied to") Offsite offsite,

        @JsonPropertyDescription("How many are kept; only with a schedule")
        Retention retention,

        @JsonPropertyDescription("Tries the newest one; only with a schedule")
        Drill drill,

        @JsonPropertyDescription("Make none for now") Boolean suspend) {

    public boolean recurring() {
        return schedule != null;
    }
}
