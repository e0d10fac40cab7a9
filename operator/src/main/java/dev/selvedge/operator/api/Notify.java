package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Mail and web hooks; without it there are none but to public addresses. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Notify(
        @JsonPropertyDescription("The mail server") Smtp smtp,

        @JsonPropertyDescription(
                "Host names, *.suffixes and networks that web hooks may reach although they lie inside")
        List<String> webhookHosts) {

    public Notify {
        webhookHosts = webhookHosts == null ? List.of() : List.copyOf(webhookHosts);
    }
}
