package dev.selvedge.domain.runs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a run is in its life. Clients see the names in lower case. */
public enum RunState {
    PENDING,
    RUNNING,
    PREEMPTING,
    FINISHED,
    FAILED,
    CRASHED,
    KILLED,
    PREEMPTED;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Optional<RunState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }

    /** Something still writes, or is expected to. */
    public boolean isAlive() {
        return this == RUNNING || this == PREEMPTING;
    }

    public boolean isOver() {
        return switch (this) {
            case FINISHED, FAILED, CRASHED, KILLED, PREEMPTED -> true;
            case PENDING, RUNNING, PREEMPTING -> false;
        };
    }
}
