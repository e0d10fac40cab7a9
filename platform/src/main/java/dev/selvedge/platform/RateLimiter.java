package dev.selvedge.platform;

import java.time.Duration;

/** How much of something may be done in a while, counted over all servers of an installation. */
public interface RateLimiter {

    /**
     * @param perSecond how much is given back each second
     * @param burst how much may be taken at once after a pause
     */
    record Limit(long perSecond, long burst) {

        public static Limit perSecond(long amount) {
            return new Limit(amount, amount);
        }
    }

    /**
     * @param remaining how much could be taken right now
     * @param reset until everything is given back
     * @param retryAfter when as much as was asked for will be there; zero when it was taken
     */
    record Decision(boolean taken, long remaining, Duration reset, Duration retryAfter) {}

    /** Takes {@code amount}, or nothing. More than the burst is taken once the burst is whole. */
    Decision take(String key, long amount, Limit limit);
}
