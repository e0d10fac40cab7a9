package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.Optional;

/** A secret text: given here, or better a key of a Secret. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "has(self.value) != has(self.valueFrom)", message = "give either value or valueFrom")
public record Credential(
        @JsonPropertyDescription("The text itself; it can be read by whoever may read this resource")
        String value,

        @JsonPropertyDescription("Where it is read from") SecretSource valueFrom) {

    public static Credential from(String secret, String key) {
        return new Credential(null, new SecretSource(new SecretKeySelector(key, secret, null)));
    }

    public Optional<SecretKeySelector> reference() {
        return Optional.ofNullable(valueFrom).map(SecretSource::secretKeyRef);
    }
}
