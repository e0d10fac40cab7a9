package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A Gateway. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ParentRef(
        @JsonPropertyDescription("Name") @Required String name,

        @JsonPropertyDescription("Namespace; default this one")
        String namespace,

        @JsonPropertyDescription("Listener") String sectionName) {}
