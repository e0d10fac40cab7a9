package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Where an upgrade stands. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record UpgradeStatus(
        @JsonPropertyDescription("Version that ran before") String from,
        @JsonPropertyDescription("Version that comes") String to,

        @JsonPropertyDescription("Backup, Migrate, Roll or Verify")
        String phase,

        @JsonPropertyDescription("When that phase began") String since) {}
