package dev.selvedge.storage.coordination.inprocess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.selvedge.platform.RateLimiter;
import dev.selvedge.storage.coordination.Bucket;
import java.time.Duration;

/** Counts what this process does. */
public final class InProcessRateLimiter implements RateLimiter {

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    private final Cache<String, Bucket> buckets;
    private final Ticker ticker;

    public InProcessRateLimiter() {
        this(Ticker.systemTicker());
    }

    InProcessRateLimiter(Ticker ticker) {
        this.ticker = ticker;
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(FORGOTTEN_AFTER)
                .maximumSize(100_000)
                .ticker(ticker)
                .build();
    }

    @Override
    public Decision take(String key, long amount, Limit limit) {
        double now = ticker.read() / 1e9;
        Decision[] decided = new Decision[1];
        buckets.asMap().compute(key, (any, bucket) -> {
            Bucket before = bucket == null ? Bucket.full(limit, now) : bucket.at(now, limit);
            boolean taken = before.holds(amount, limit);
            Bucket after = taken ? before.without(amount) : before;
            decided[0] = after.decision(taken, amount, limit);
            return after;
        });
        return decided[0];
    }
}
