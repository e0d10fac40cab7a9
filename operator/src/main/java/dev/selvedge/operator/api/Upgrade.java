package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;

/** How a new version comes in. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Upgrade(
        @JsonPropertyDescription("rolling (default) or recreate")
        Strategy strategy,

        @JsonPropertyDescription(
                "Age that the newest backup may have, like 24h; default 24h where backups are planned, else none; 0h: none")
        @Pattern("^[0-9]+[smhd]$")
        String requireBackupWithin,

        @JsonPropertyDescription(
                "How long pods may take to become ready before the former version returns; default 10m")
        @Pattern("^[0-9]+[smh]$")
        String deadline,

        @JsonPropertyDescription("How long all pods must stay ready before the version counts as arrived; default 30s")
        @Pattern("^[0-9]+[smh]$")
        String verifyFor) {

    public static final Upgrade DEFAULT = new Upgrade(null, null, null, null);
}
