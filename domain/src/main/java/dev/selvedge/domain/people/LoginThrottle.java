package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Tally;
import dev.selvedge.platform.Tally.Count;
import java.time.Duration;

/**
 * Slows down guessing of passwords: after some failures for one login, or many from one address, no further try counts
 * until a while has passed. Whoever asks each server in turn is counted once.
 */
public final class LoginThrottle {

    static final int FAILURES_PER_LOGIN = 10;
    static final int FAILURES_PER_ADDRESS = 100;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final Tally failures;

    public LoginThrottle(Tally failures) {
        this.failures = failures;
    }

    /** RATE_LIMITED, with the time to wait, when there were too many failures. */
    void check(String login, String address) {
        check(byLogin(login), FAILURES_PER_LOGIN);
        check(byAddress(address), FAILURES_PER_ADDRESS);
    }

    private void check(String key, int limit) {
        Count known = failures.of(key);
        if (known.times() >= limit) {
            throw Fault.rateLimited("Too many failed sign-ins; try again later", known.left());
        }
    }

    void failed(String login, String address) {
        failures.add(byLogin(login), WINDOW);
        failures.add(byAddress(address), WINDOW);
    }

    void succeeded(String login) {
        failures.clear(byLogin(login));
    }

    private static String byLogin(String login) {
        return "failed-sign-ins login " + login;
    }

    private static String byAddress(String address) {
        return "failed-sign-ins address " + address;
    }
}
