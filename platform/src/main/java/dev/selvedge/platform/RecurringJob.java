package dev.selvedge.platform;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Background work that a room wants done again and again, by one process at a time across all replicas.
 *
 * @param name unique and stable: it names the job's row in the database
 * @param work safe to be cut off at any point and to run again
 */
public record RecurringJob(String name, Duration every, Runnable work) {
    public RecurringJob {
        requireNonNull(name);
        requireNonNull(work);
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException(name + " needs a positive interval");
        }
    }
}
