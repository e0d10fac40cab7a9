package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What became of it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SelvedgeRestoreStatus(
        @JsonPropertyDescription("Of the resource that was looked at")
        Long observedGeneration,

        @JsonPropertyDescription("Waiting, Running, Succeeded or Failed")
        String phase,

        @JsonPropertyDescription("When it began") String started,
        @JsonPropertyDescription("When it ended") String finished,

        @JsonPropertyDescription("Ready, with the reason and what to do")
        List<Condition> conditions) {

    public SelvedgeRestoreStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    public static final SelvedgeRestoreStatus EMPTY = new SelvedgeRestoreStatus(null, null, null, null, null);

    public boolean over() {
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }
}
