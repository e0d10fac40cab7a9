package dev.selvedge.storage.coordination.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.selvedge.platform.RateLimiter.Limit;
import dev.selvedge.platform.Signals;
import dev.selvedge.platform.Tally;
import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.RedisServer;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

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

    @Test
    void aRedisThatKeepsItsConnectionsAndAnswersNothingIsAwayToo() throws Exception {
        try (RedisServer redis = RedisServer.startAnywhere();
                RedisCoordination one = coordination(redis);
                RedisCoordination other = coordination(redis)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            other.listen("callers", heard::add);
            redis.freeze();
            try {
                await(() -> !one.isUp() && !other.isUp());
                long start = System.nanoTime();
                for (int request = 0; request < 20; request++) {
                    one.take("k", 1, new Limit(1, 1));
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("no request waits any more")
                        .isLessThan(Duration.ofSeconds(1));
            } finally {
                redis.thaw();
            }
            await(() -> one.isUp() && other.isUp());
            await(() -> heard.contains(Signals.ANYTHING));
            one.send("callers", "2");
            await(() -> heard.contains("2"));
        }
    }

    @Test
    void anAbsenceIsToldOnceWhenTheLinkWasThereBefore() throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(RedisLink.class);
        log.addAppender(logged);
        logged.start();
        try (RedisServer redis = RedisServer.startAnywhere();
                RedisCoordination server = coordination(redis)) {
            for (int absence = 1; absence <= 2; absence++) {
                redis.stop();
                await(() -> !server.isUp());
                // long enough for several tries
                Thread.sleep(2_500);
                redis.start();
                await(server::isUp);
                String address = "redis://127.0.0.1:" + redis.port();
                int told = absence;
                await(() -> count(logged, address + " is there again") == told);
                assertThat(count(logged, address + " is away")).isEqualTo(absence);
            }
        } finally {
            log.detachAppender(logged);
        }
    }

    private static long count(ListAppender<ILoggingEvent> logged, String beginning) {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getFormattedMessage().startsWith(beginning))
                .count();
    }

    @Test
    void whileRedisIsAwayEachServerCountsWhatItSees() throws Exception {
        try (RedisServer redis = RedisServer.startAnywhere();
                RedisCoordination one = coordination(redis);
                RedisCoordination other = coordination(redis)) {
            one.add("login ada", Duration.ofMinutes(1));
            other.add("login ada", Duration.ofMinutes(1));
            assertThat(one.of("login ada").times()).isEqualTo(2);
            redis.stop();
            await(() -> !one.isUp());
            // what it saw itself still counts, and goes on
            assertThat(one.of("login ada").times()).isEqualTo(1);
            one.add("login ada", Duration.ofMinutes(1));
            assertThat(one.of("login ada").times()).isEqualTo(2);
            redis.start();
            await(() -> one.isUp() && other.isUp());
            // it came back empty, which forgives
            assertThat(other.of("login ada")).isEqualTo(Tally.Count.NONE);
        }
    }

    @Test
    void whatIsFlushedBeginsAnew() throws Exception {
        try (RedisServer redis = RedisServer.startAnywhere();
                RedisCoordination one = coordination(redis);
                var client = RedisClient.create("redis://127.0.0.1:" + redis.port())) {
            one.add("login ada", Duration.ofMinutes(1));
            client.connect().sync().flushall();
            assertThat(one.of("login ada")).isEqualTo(Tally.Count.NONE);
            one.add("login ada", Duration.ofMinutes(1));
            assertThat(one.of("login ada").times()).isEqualTo(1);
            assertThat(one.take("k", 1, new Limit(1, 1)).taken()).isTrue();
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
