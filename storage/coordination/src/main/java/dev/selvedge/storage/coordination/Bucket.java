package dev.selvedge.storage.coordination;

import dev.selvedge.platform.RateLimiter.Decision;
import dev.selvedge.platform.RateLimiter.Limit;
import java.time.Duration;

/**
 * A bucket of tokens that fills by itself.
 *
 * @param tokens may be below zero after more than the bucket holds was taken at once
 * @param time in seconds of whichever clock fills it
 */
public record Bucket(double tokens, double time) {

    public static Bucket full(Limit limit, double now) {
        return new Bucket(limit.burst(), now);
    }

    public Bucket at(double now, Limit limit) {
        double given = Math.max(0, now - time) * limit.perSecond();
        return new Bucket(Math.min(limit.burst(), tokens + given), Math.max(now, time));
    }

    public boolean holds(long amount, Limit limit) {
        return tokens >= Math.min(amount, limit.burst());
    }

    public Bucket without(long amount) {
        return new Bucket(tokens - amount, time);
    }

    public Decision decision(boolean taken, long amount, Limit limit) {
        double missing = taken ? 0 : Math.min(amount, limit.burst()) - tokens;
        return new Decision(
                taken,
                Math.max(0, (long) Math.floor(tokens)),
                seconds((limit.burst() - tokens) / limit.perSecond()),
                seconds(missing / limit.perSecond()));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
