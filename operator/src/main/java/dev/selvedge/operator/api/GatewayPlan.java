package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** An HTTPRoute. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayPlan(
        @JsonPropertyDescription("Gateways that it is attached to") @Required @Size(min = 1)
        List<ParentRef> parentRefs,

        @JsonPropertyDescription("Default 600s") String requestTimeout) {

    public GatewayPlan {
        parentRefs = parentRefs == null ? List.of() : List.copyOf(parentRefs);
    }
}
