package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Authorities trusted beside the public ones, for every connection. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Trust(
        @JsonPropertyDescription("ConfigMap whose keys end in .crt")
        String configMap,

        @JsonPropertyDescription("PEM texts") List<String> pem) {

    public Trust {
        pem = pem == null ? List.of() : List.copyOf(pem);
    }
}
