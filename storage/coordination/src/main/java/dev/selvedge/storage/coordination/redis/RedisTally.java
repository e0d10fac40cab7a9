package dev.selvedge.storage.coordination.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Hash;
import dev.selvedge.platform.Tally;
import dev.selvedge.storage.coordination.inprocess.InProcessTally;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;

/** Counters with an end in Redis; while it is away, what this process saw counts alone. */
final class RedisTally implements Tally {

    /** The end is set by the first time only. */
    private static final String ADD = """
            if redis.call('INCR', KEYS[1]) == 1 then
              redis.call('PEXPIRE', KEYS[1], ARGV[1])
            end
            return 0
            """;

    private static final String KEYS = "selvedge:tally:";

    private final InProcessTally here = new InProcessTally();
    private final RedisLink link;

    RedisTally(RedisLink link) {
        this.link = link;
    }

    @Override
    public void add(String key, Duration window) {
        // counted here too: Redis may be gone when it is asked
        here.add(key, window);
        ask(commands -> commands.eval(
                ADD, ScriptOutputType.INTEGER, new String[] {stored(key)}, Long.toString(window.toMillis())));
    }

    @Override
    public Count of(String key) {
        Count seen = ask(commands -> {
            String times = commands.get(stored(key));
            long left = times == null ? 0 : commands.pttl(stored(key));
            return left <= 0 ? Count.NONE : new Count(Long.parseLong(times), Duration.ofMillis(left));
        });
        return seen == null ? here.of(key) : seen;
    }

    @Override
    public void clear(String key) {
        here.clear(key);
        ask(commands -> commands.del(stored(key)));
    }

    /** Null while Redis is away. */
    private <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try {
            return link.commands()
                    .map(connection -> question.apply(connection.sync()))
                    .orElse(null);
        } catch (RedisException away) {
            return null;
        }
    }

    /** People type passwords where names belong: what is stored elsewhere cannot be read. */
    private static String stored(String key) {
        return KEYS + HexFormat.of().formatHex(Hash.SHA_256.of(key.getBytes(UTF_8)), 0, 16);
    }
}
