package dev.selvedge.operator.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for what others do. */
final class Eventually {

    private static final long A_MOMENT = 200;

    private Eventually() {}

    static void within(Duration time, Callable<Boolean> condition) throws Exception {
        within(time, () -> "it did not happen", condition);
    }

    static void within(Duration time, Supplier<String> otherwise, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(time);
        while (!condition.call()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("after " + time + ": " + otherwise.get());
            }
            Thread.sleep(A_MOMENT);
        }
    }
}
