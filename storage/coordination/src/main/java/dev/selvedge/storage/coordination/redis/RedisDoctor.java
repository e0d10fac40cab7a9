package dev.selvedge.storage.coordination.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Map;

/** What a Redis says about itself, and how fast it answers. */
public final class RedisDoctor {

    private static final int PINGS = 50;

    private RedisDoctor() {}

    /**
     * @param facts its INFO
     * @param ping median of an answer
     */
    public record Report(Map<String, String> facts, Duration ping) {}

    /** Throws what the client throws when it cannot be reached. */
    public static Report examine(RedisAddress address) {
        RedisClient client = RedisClient.create();
        client.setOptions(RedisLink.options(address, Duration.ofSeconds(5)));
        try (StatefulRedisConnection<String, String> connection = RedisLink.connect(address, client::connect)) {
            RedisCommands<String, String> redis = connection.sync();
            long[] nanos = new long[PINGS];
            for (int i = 0; i < PINGS; i++) {
                long start = System.nanoTime();
                redis.ping();
                nanos[i] = System.nanoTime() - start;
            }
            java.util.Arrays.sort(nanos);
            return new Report(RedisFacts.of(redis.info()), Duration.ofNanos(nanos[PINGS / 2]));
        } finally {
            client.shutdown();
        }
    }
}
