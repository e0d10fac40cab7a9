package dev.selvedge.domain.runs.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** When a row or a console line was logged, as its client says. */
public final class RowTimes {

    private RowTimes() {}

    /** From {@code _timestamp}, seconds, or a console line's time, which is UTC; empty when there is none. */
    public static Optional<Instant> of(String line) {
        try (JsonParser parser = RowJson.parser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return ofConsole(line);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean timestamp = parser.currentName().equals("_timestamp");
                JsonToken value = parser.nextToken();
                if (timestamp && value.isNumeric()) {
                    return instant(parser.getDoubleValue());
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return ofConsole(line);
    }

    private static Optional<Instant> instant(double seconds) {
        boolean sensible = seconds >= 0 && seconds < 1e11;
        return sensible ? Optional.of(Instant.EPOCH.plus((long) (seconds * 1e6), ChronoUnit.MICROS)) : Optional.empty();
    }

    private static Optional<Instant> ofConsole(String stored) {
        String time = ConsoleLine.of(0, stored).timestamp();
        if (time == null) {
            return Optional.empty();
        }
        try {
            String local = time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
            return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
