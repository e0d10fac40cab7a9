package dev.selvedge.wire.http;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;

/** What is left of a limit, and for how long: clients spread their next requests over that time. */
public final class RateLimitHeaders {

    private RateLimitHeaders() {}

    public static void write(HttpServletResponse response, long remaining, Duration reset) {
        response.setHeader("RateLimit-Remaining", Long.toString(remaining));
        response.setHeader("RateLimit-Reset", String.format(Locale.ROOT, "%.3f", reset.toMillis() / 1e3));
    }
}
