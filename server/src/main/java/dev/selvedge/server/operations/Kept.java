package dev.selvedge.server.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * An answer that is asked for again once it is older than {@code age}: the gauges of one scrape share it. When asking
 * fails the former answer stays, for another {@code age}, so that a scrape waits once for what is away; others tell that.
 */
final class Kept<T> {

    private record Answer<T>(T value, Instant at) {}

    private final Duration age;
    private final Clock clock;
    private final Function<Instant, T> ask;
    private volatile Answer<T> answer;

    /** @param first what is true until it is asked for, which the first {@link #get} does */
    Kept(Duration age, Clock clock, T first, Function<Instant, T> ask) {
        this.age = age;
        this.clock = clock;
        this.ask = ask;
        this.answer = new Answer<>(first, Instant.EPOCH);
    }

    synchronized T get() {
        Instant now = clock.instant();
        if (answer.at().plus(age).isBefore(now)) {
            T value = answer.value();
            try {
                value = ask.apply(now);
            } catch (RuntimeException away) {
                // others tell that
            }
            answer = new Answer<>(value, now);
        }
        return answer.value();
    }
}
