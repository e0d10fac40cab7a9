package dev.selvedge.storage.coordination.redis;

import dev.selvedge.platform.RateLimiter;
import dev.selvedge.platform.Signals;
import dev.selvedge.platform.Tally;
import dev.selvedge.storage.coordination.Bucket;
import dev.selvedge.storage.coordination.inprocess.InProcessRateLimiter;
import dev.selvedge.storage.coordination.inprocess.InProcessSignals;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Words, limits and counters through Redis, and within the process while it is away. */
public final class RedisCoordination implements Signals, RateLimiter, Tally, AutoCloseable {

    /**
     * Fills the bucket by Redis's own clock, then takes or refuses. Answers whether it took, and what is left.
     * Numbers are texts, since Redis would cut them.
     */
    private static final String TAKE = """
            local time = redis.call('TIME')
            local now = time[1] + time[2] / 1000000
            local rate, burst, amount = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local stored = redis.call('HMGET', KEYS[1], 'tokens', 'time')
            local tokens = tonumber(stored[1]) or burst
            local before = tonumber(stored[2]) or now
            tokens = math.min(burst, tokens + math.max(0, now - before) * rate)
            local taken = 0
            if tokens >= math.min(amount, burst) then
              taken = 1
              tokens = tokens - amount
            end
            redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'time', string.format('%.6f', now))
            redis.call('EXPIRE', KEYS[1], math.ceil((burst - tokens) / rate) + 1)
            return {tostring(taken), string.format('%.6f', tokens)}
            """;

    private static final String LIMITS = "selvedge:limits:";

    private final String me = UUID.randomUUID().toString();
    private final InProcessSignals here = new InProcessSignals();
    private final InProcessRateLimiter alone = new InProcessRateLimiter();
    private final RedisLink link;
    private final RedisTally tally;

    public RedisCoordination(RedisAddress address) {
        this(address, RedisLink.PATIENCE);
    }

    RedisCoordination(RedisAddress address, Duration patience) {
        this.link = new RedisLink(address, patience, this::hear, here::sendAnything);
        this.tally = new RedisTally(link);
    }

    @Override
    public void send(String topic, String word) {
        here.send(topic, word);
        link.commands().ifPresent(connection -> connection.async().publish(RedisLink.CHANNELS + topic, me + word));
    }

    private void hear(String topic, String message) {
        // our own words were heard before they were sent
        if (message.length() >= me.length() && !message.startsWith(me)) {
            here.send(topic, message.substring(me.length()));
        }
    }

    @Override
    public void listen(String topic, Consumer<String> listener) {
        here.listen(topic, listener);
    }

    @Override
    public Decision take(String key, long amount, Limit limit) {
        var connection = link.commands();
        if (connection.isPresent()) {
            try {
                List<String> answer = connection
                        .get()
                        .sync()
                        .eval(
                                TAKE,
                                ScriptOutputType.MULTI,
                                new String[] {LIMITS + key},
                                Long.toString(limit.perSecond()),
                                Long.toString(limit.burst()),
                                Long.toString(amount));
                Bucket bucket = new Bucket(Double.parseDouble(answer.get(1)), 0);
                return bucket.decision(answer.getFirst().equals("1"), amount, limit);
            } catch (RedisException away) {
                // counted here alone until it is back
            }
        }
        return alone.take(key, amount, limit);
    }

    @Override
    public void add(String key, Duration window) {
        tally.add(key, window);
    }

    @Override
    public Count of(String key) {
        return tally.of(key);
    }

    @Override
    public void clear(String key) {
        tally.clear(key);
    }

    /** What Redis says of itself; nothing while it is away, and where this account may not ask. */
    public Map<String, String> facts() {
        try {
            return link.commands()
                    .map(connection -> RedisFacts.of(connection.sync().info()))
                    .orElse(Map.of());
        } catch (RedisException awayOrForbidden) {
            return Map.of();
        }
    }

    /** Whether Redis takes part at the moment. */
    public boolean isUp() {
        return link.isUp();
    }

    @Override
    public void close() {
        link.close();
    }
}
