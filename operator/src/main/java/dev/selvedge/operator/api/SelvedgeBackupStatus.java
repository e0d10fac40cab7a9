package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What became of it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SelvedgeBackupStatus(
        @JsonPropertyDescription("Of the resource that was looked at")
        Long observedGeneration,

        @JsonPropertyDescription("Pending, Running, Succeeded, Failed or Scheduled")
        String phase,

        @JsonPropertyDescription("When the newest one began")
        String lastStarted,

        @JsonPropertyDescription("When the newest good one was finished")
        String lastSucceeded,

        @JsonPropertyDescription("When the newest bad one was finished")
        String lastFailed,

        @JsonPropertyDescription("The Job") String job,

        @JsonPropertyDescription("Version of the server that made it")
        String version,

        @JsonPropertyDescription("Ready, with the reason and what to do")
        List<Condition> conditions) {

    public SelvedgeBackupStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    public static final SelvedgeBackupStatus EMPTY =
            new SelvedgeBackupStatus(null, null, null, null, null, null, null, null);
}
