package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;

/** What was found. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SelvedgeStatus(
        @JsonPropertyDescription("Of the resource that was looked at")
        Long observedGeneration,

        @JsonPropertyDescription("Version that runs, after it was seen to be ready")
        String version,

        @JsonPropertyDescription("Version that the schema was brought up to")
        String schemaVersion,

        @JsonPropertyDescription("Address for clients") String endpoint,

        @JsonPropertyDescription("When the newest backup was finished")
        String lastBackup,

        @JsonPropertyDescription("An upgrade under way") UpgradeStatus upgrade,

        @JsonPropertyDescription("A version that was taken back")
        Refused refused,

        @JsonPropertyDescription("Ready, Progressing, Degraded and one for each part")
        List<Condition> conditions) {

    public SelvedgeStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    public static final SelvedgeStatus EMPTY = new SelvedgeStatus(null, null, null, null, null, null, null, null);

    public Optional<Condition> condition(String type) {
        return conditions.stream().filter(each -> each.getType().equals(type)).findFirst();
    }
}
