package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Upgrades, pauses and the end. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Lifecycle(
        @JsonPropertyDescription("How a new version comes in")
        Upgrade upgrade,

        @JsonPropertyDescription("The operator leaves everything as it is")
        Boolean suspend,

        @JsonPropertyDescription("retain (default): keys and volumes outlive this resource; purge: they go with it")
        Deletion deletion) {

    public static final Lifecycle DEFAULT = new Lifecycle(null, null, null);

    public Upgrade upgradeOrDefault() {
        return upgrade == null ? Upgrade.DEFAULT : upgrade;
    }

    public boolean purge() {
        return deletion == Deletion.PURGE;
    }
}
