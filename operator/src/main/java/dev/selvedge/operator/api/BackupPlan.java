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

        @JsonPropertyDescription("How many are kept") Retention retention) {

    public String scheduleOrDefault() {
        return schedule == null ? "17 3 * * *" : schedule;
    }
}
