package dev.selvedge.storage.coordination.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.RateLimiter.Limit;
import dev.selvedge.platform.Signals;
import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisAbsenceTest {

    @Test
    void aServerWorksWithoutRedisAndUsesItOnceItIsThere() throws Exception {
        int port = Backends.freePort();
        try (RedisCoordination server = new RedisCoordination(RedisAddress.parse("redis://127.0.0.1:" + port))) {
            assertThat(server.isUp()).isFalse();
            List<String> heard = new CopyOnWriteArrayList<>();
            server.listen("callers", heard::add);
            server.send("callers", "1");
            assertThat(heard).containsExactly("1");
            assertThat(server.take("k", 1, new Limit(1, 1)).taken()).isTrue();
            assertThat(server.take("k", 1, new Limit(1, 1)).taken()).isFalse();
            try (RedisServer redis = RedisServer.start(port)) {
                await(server::isUp);
                assertThat(redis.port()).isEqualTo(port);
                await(() -> heard.contains(Signals.ANYTHING));
            }
        }
    }

    @Test
    void whatIsLostWithRedisIsMadeGoodWhenItComesBack() throws Exception {
        try (RedisServer redis = RedisServer.startAnywhere();
                RedisCoordination one = coordination(redis);
                RedisCoordination other = coordination(redis)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            other.listen("callers", heard::add);
            redis.stop();
            await(() -> !one.isUp());
            long start = System.nanoTime();
            one.send("callers", "lost");
            one.take("k", 1, new Limit(1, 1));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            redis.start();
            await(() -> one.isUp() && other.isUp());
            await(() -> heard.contains(Signals.ANYTHING));
            one.send("callers", "2");
            await(() -> heard.contains("2"));
            assertThat(heard).doesNotContain("lost");
        }
    }

    private static RedisCoordination coordination(RedisServer redis) {
        return new RedisCoordination(RedisAddress.parse("redis://127.0.0.1:" + redis.port()));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
