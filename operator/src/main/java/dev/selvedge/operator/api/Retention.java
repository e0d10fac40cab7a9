package dev.selvedge.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/** How many backups are kept. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Retention(
        @JsonPropertyDescription("Default 14, at least 7") @Min(7)
        Integer daily,

        @JsonPropertyDescription("Default 8") @Min(0) Integer weekly,
        @JsonPropertyDescription("Default 6") @Min(0) Integer monthly) {

    public static final Retention DEFAULT = new Retention(null, null, null);

    public int dailyOrDefault() {
        return daily == null ? 14 : daily;
    }

    public int weeklyOrDefault() {
        return weekly == null ? 8 : weekly;
    }

    public int monthlyOrDefault() {
        return monthly == null ? 6 : monthly;
    }
}
