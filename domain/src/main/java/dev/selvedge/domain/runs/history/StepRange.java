package dev.selvedge.domain.runs.history;

/** Steps {@code min} until {@code end}. */
public record StepRange(long min, long end) {

    public static final StepRange ALL = new StepRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** A null bound is open. */
    public static StepRange of(Long minOrNull, Long endOrNull) {
        return new StepRange(
                minOrNull == null ? Long.MIN_VALUE : minOrNull, endOrNull == null ? Long.MAX_VALUE : endOrNull);
    }

    public boolean has(long step) {
        return step >= min && (step < end || end == Long.MAX_VALUE);
    }

    public boolean touches(long firstStep, long lastStep) {
        return lastStep >= min && (firstStep < end || end == Long.MAX_VALUE);
    }
}
