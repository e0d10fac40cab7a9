package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;

/** Recurring backups. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackupPlan(
        @JsonPropertyDescription("Five fields of cron; default 17 3 * * *") @Pattern("^(\\S+ ){4}\\S+$")
        String schedule,

        @JsonPropertyDescription("Where they are put") @Required
        BackupTarget target,

        @JsonPropertyDescription("Where each is copied to") Offsite offsite,
        @JsonPropertyDescription("How many are kept") Retention retention,
        @JsonPropertyDescription("Tries the newest one") Drill drill) {

    public String scheduleOrDefault() {
        return schedule == null ? "17 3 * * *" : schedule;
    }
}
