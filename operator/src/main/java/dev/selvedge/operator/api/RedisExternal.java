package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Where Redis is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RedisExternal(
        @JsonPropertyDescription("Name or address") @Required @Size(min = 1)
        String host,

        @JsonPropertyDescription("Default 6379") @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription("User of its access lists") String user,
        @JsonPropertyDescription("Password") Credential password,

        @JsonPropertyDescription("Authority in PEM that its certificate is checked against")
        String caCert,

        @JsonPropertyDescription("Whether to encrypt") Boolean tls,

        @JsonPropertyDescription("Set when host is a Sentinel")
        Sentinel sentinel,

        @JsonPropertyDescription("More options of its address")
        Map<String, String> params) {

    public RedisExternal {
        params = params == null ? Map.of() : Map.copyOf(params);
    }

    public int portOrDefault() {
        return port == null ? 6379 : port;
    }
}
