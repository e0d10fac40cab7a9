package dev.selvedge.wire.http;

import dev.selvedge.platform.Fault;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** The header that tells clients when to come back; theirs replace their own growing waits by it. */
public final class RetryAfter {

    public static final String HEADER = "Retry-After";

    private RetryAfter() {}

    public static void write(HttpServletResponse response, Fault fault) {
        fault.retryAfter().ifPresent(wait -> {
            response.setHeader(HEADER, Long.toString(seconds(wait)));
            if (fault.code() == Fault.Code.RATE_LIMITED) {
                RateLimitHeaders.write(response, 0, wait);
            }
        });
    }

    /** Rounded up: a client that comes back a moment early is refused again. */
    public static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }
}
