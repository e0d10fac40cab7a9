package dev.selvedge.storage.coordination.redis;

import dev.selvedge.platform.RateLimiter;
import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.RedisServer;
import dev.selvedge.storage.contract.coordination.RateLimiterContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisRateLimiterTest extends RateLimiterContract {

    /** On a busy machine a server that does not wait counts for itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static RedisServer redis;
    private static RedisCoordination one;
    private static RedisCoordination other;

    @BeforeAll
    static void start() {
        redis = RedisServer.startAnywhere();
        RedisAddress address = RedisAddress.parse("redis://127.0.0.1:" + redis.port());
        one = new RedisCoordination(address, PATIENCE);
        other = new RedisCoordination(address, PATIENCE);
    }

    @AfterAll
    static void stop() {
        Backends.close(one, other, redis);
    }

    @Override
    protected RateLimiter server() {
        return one;
    }

    @Override
    protected RateLimiter otherServer() {
        return other;
    }
}
