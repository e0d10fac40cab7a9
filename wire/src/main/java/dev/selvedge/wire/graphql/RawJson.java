package dev.selvedge.wire.graphql;

import static java.util.Objects.requireNonNull;

/**
 * JSON text that goes into the answer as it is. Histories and configs are kept as text and may hold bare {@code NaN};
 * parsing them only to write them again would cost time and lose that.
 */
public record RawJson(String text) {
    public RawJson {
        requireNonNull(text);
    }
}
