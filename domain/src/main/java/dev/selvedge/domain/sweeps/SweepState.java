package dev.selvedge.domain.sweeps;

import java.util.Locale;
import java.util.Optional;

/** Where a sweep is. Clients send and compare the words in upper case. */
public enum SweepState {
    PENDING,
    RUNNING,
    /** Agents wait; running runs go on. */
    PAUSED,
    /** No new runs; running runs end by themselves. The user's "stop" and an exhausted search both lead here. */
    FINISHED,
    /** No new runs, and running ones are stopped. */
    CANCELED,
    FAILED,
    CRASHED;

    public static Optional<SweepState> of(String word) {
        if (word == null) {
            return Optional.empty();
        }
        String upper = word.toUpperCase(Locale.ROOT);
        // both spellings are in use
        return switch (upper) {
            case "CANCELLED" -> Optional.of(CANCELED);
            case "STOPPED" -> Optional.of(FINISHED);
            default -> {
                for (SweepState state : values()) {
                    if (state.name().equals(upper)) {
                        yield Optional.of(state);
                    }
                }
                yield Optional.empty();
            }
        };
    }

    public boolean isOver() {
        return switch (this) {
            case FINISHED, CANCELED, FAILED, CRASHED -> true;
            case PENDING, RUNNING, PAUSED -> false;
        };
    }
}
