package dev.selvedge.storage.coordination.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.RateLimiter;
import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisFactsTest {

    private static RedisServer redis;

    @BeforeAll
    static void start() {
        redis = RedisServer.start(
                Backends.freePort(),
                "--maxmemory",
                "2mb",
                "--maxmemory-policy",
                "allkeys-lru",
                "--user",
                "deaf",
                "on",
                "nopass",
                "~*",
                "&*",
                "+@all",
                "-info");
    }

    @AfterAll
    static void stop() {
        Backends.close(redis);
    }

    private static RedisAddress address(String user) {
        return RedisAddress.parse("redis://" + user + "127.0.0.1:" + redis.port());
    }

    @Test
    void aRedisThatThrewKeysAwaySaysHowMany() {
        try (RedisCoordination server = new RedisCoordination(address(""))) {
            assertThat(server.facts()).containsEntry("evicted_keys", "0").containsEntry("maxmemory", "2097152");
            for (int key = 0; key < 3_000; key++) {
                server.take("x".repeat(500) + key, 3600, new RateLimiter.Limit(1, 3600));
            }
            assertThat(Long.parseLong(server.facts().get("evicted_keys"))).isPositive();
            assertThat(Long.parseLong(server.facts().get("used_memory"))).isGreaterThan(1_000_000);
        }
    }

    @Test
    void whoMayNotAskAndWhoReachesNobodyKnowsNothing() {
        try (RedisCoordination server = new RedisCoordination(address("deaf:any@"))) {
            assertThat(server.isUp()).isTrue();
            assertThat(server.facts()).isEmpty();
        }
        RedisAddress nobody = RedisAddress.parse("redis://127.0.0.1:" + Backends.freePort());
        try (RedisCoordination server = new RedisCoordination(nobody)) {
            assertThat(server.facts()).isEmpty();
        }
    }
}
