package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where MySQL is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MySqlExternal(
        @JsonPropertyDescription("Name or address") @Required @Size(min = 1)
        String host,

        @JsonPropertyDescription("Default 3306") @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription("Default selvedge; must be empty or made by this server")
        String database,

        @JsonPropertyDescription("Default selvedge") String user,

        @JsonPropertyDescription("Password of that user") @Required
        Credential password,

        @JsonPropertyDescription("Authority in PEM that its certificate is checked against")
        String caCert,

        @JsonPropertyDescription("preferred (default), true, verify-ca, skip-verify, false")
        @Pattern("^(preferred|true|verify-ca|skip-verify|custom|false)$")
        String tls) {

    public int portOrDefault() {
        return port == null ? 3306 : port;
    }

    public String databaseOrDefault() {
        return database == null ? "selvedge" : database;
    }

    public String userOrDefault() {
        return user == null ? "selvedge" : user;
    }

    public String tlsOrDefault() {
        return caCert != null ? "custom" : tls == null ? "preferred" : tls;
    }
}
