package dev.selvedge.storage.coordination.redis;

import dev.selvedge.platform.Signals;
import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.RedisServer;
import dev.selvedge.storage.contract.coordination.SignalsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisSignalsTest extends SignalsContract {

    private static RedisServer redis;
    private static RedisCoordination one;
    private static RedisCoordination other;

    @BeforeAll
    static void start() {
        redis = RedisServer.startAnywhere();
        RedisAddress address = RedisAddress.parse("redis://127.0.0.1:" + redis.port());
        one = new RedisCoordination(address);
        other = new RedisCoordination(address);
    }

    @AfterAll
    static void stop() {
        Backends.close(one, other, redis);
    }

    @Override
    protected Signals server() {
        return one;
    }

    @Override
    protected Signals otherServer() {
        return other;
    }
}
