package dev.selvedge.operator;

import java.time.Duration;

/** {@code 30s}, {@code 10m}, {@code 24h}, {@code 7d}: the schema lets nothing else through. */
public final class Durations {

    private Durations() {}

    public static Duration parse(String text) {
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd' -> Duration.ofDays(count);
            default -> throw new IllegalArgumentException("not a duration: " + text);
        };
    }
}
