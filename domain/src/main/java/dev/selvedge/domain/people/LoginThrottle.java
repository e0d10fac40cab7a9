package dev.selvedge.domain.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down guessing of passwords: after some failures for one login, or many from one address, no further try counts
 * until a while has passed.
 */
public final class LoginThrottle {

    static final int FAILURES_PER_LOGIN = 10;
    static final int FAILURES_PER_ADDRESS = 100;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final Cache<String, Failures> failures;
    private final Clock clock;

    private record Failures(int count, Instant since) {}

    public LoginThrottle(Clock clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(WINDOW)
                .build();
    }

    /** RATE_LIMITED, with the time to wait, when there were too many failures. */
    void check(String login, String address) {
        check("login " + login, FAILURES_PER_LOGIN);
        check("address " + address, FAILURES_PER_ADDRESS);
    }

    private void check(String key, int limit) {
        Failures known = failures.getIfPresent(key);
        if (known == null || known.count() < limit) {
            return;
        }
        Duration wait = Duration.between(clock.instant(), known.since().plus(WINDOW));
        if (wait.isPositive()) {
            throw Fault.rateLimited("Too many failed sign-ins; try again later", wait);
        }
        failures.invalidate(key);
    }

    void failed(String login, String address) {
        Instant now = clock.instant();
        for (String key : new String[] {"login " + login, "address " + address}) {
            failures.asMap()
                    .merge(
                            key,
                            new Failures(1, now),
                            (old, one) -> old.since().plus(WINDOW).isBefore(now)
                                    ? one
                                    : new Failures(old.count() + 1, old.since()));
        }
    }

    void succeeded(String login) {
        failures.invalidate("login " + login);
    }
}
