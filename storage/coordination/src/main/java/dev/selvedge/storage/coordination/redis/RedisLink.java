package dev.selvedge.storage.coordination.redis;

import dev.selvedge.platform.Untrusted;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to a Redis that may be away: then there are none, and they come back by themselves. */
public final class RedisLink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

    /** Nothing here is worth that a request waits for it. */
    static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Duration AGAIN_EVERY = Duration.ofSeconds(1);

    /** Words of the servers travel on channels that begin so. */
    static final String CHANNELS = "selvedge:signals:";

    /** As patient as connecting is: once, and no request waits for it. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(2);

    /** Where each server says a word to itself, every {@link #AGAIN_EVERY}. */
    private static final String ALIVE = CHANNELS + "alive";

    /** More rounds than a pause of this process or of Redis takes. */
    private static final int MOST_SILENT = 3;

    private final RedisAddress address;
    private final RedisClient client;
    private final BiConsumer<String, String> onWord;
    private final Runnable onReturn;
    private final String me = UUID.randomUUID().toString();
    /** Rounds since the last word to itself came back. */
    private final AtomicInteger silent = new AtomicInteger();

    private final Thread keeper;
    private volatile StatefulRedisConnection<String, String> commands;
    private volatile StatefulRedisPubSubConnection<String, String> words;
    private volatile boolean closed;
    /** Words may have been lost since the link was last there. */
    private boolean wasAway;

    /** The absence was told: once, and not for a connection that was made anew at once. */
    private boolean toldAway;

    /**
     * @param patience how long a question may take before its asker does without
     * @param onWord hears channel and message
     * @param onReturn runs when the link is there again after words may have been lost
     */
    RedisLink(RedisAddress address, Duration patience, BiConsumer<String, String> onWord, Runnable onReturn) {
        this.address = address;
        this.onWord = onWord;
        this.onReturn = onReturn;
        this.client = RedisClient.create();
        client.setOptions(options(address, patience));
        tryToConnect();
        this.keeper = Thread.ofVirtual().name("redis-keeper").start(this::keep);
    }

    /** Sentinels often have no password while the primary has one, refuse one then, and else have the same. */
    static <T> T connect(RedisAddress address, Function<RedisURI, T> connecting) {
        try {
            return connecting.apply(uri(address, false));
        } catch (RedisException e) {
            if (address.master().isEmpty() || address.password().isEmpty() || !asksForPassword(e)) {
                throw e;
            }
            return connecting.apply(uri(address, true));
        }
    }

    private static boolean asksForPassword(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("NOAUTH")
                    || Stream.of(each.getSuppressed()).anyMatch(RedisLink::asksForPassword)) {
                return true;
            }
        }
        return false;
    }

    private static RedisURI uri(RedisAddress address, boolean sentinelsAsk) {
        RedisURI.Builder builder = address.master().isEmpty()
                ? RedisURI.Builder.redis(address.host(), address.port())
                : sentinelsAsk
                        ? RedisURI.Builder.sentinel(
                                address.host(), address.port(), address.master(), address.password())
                        : RedisURI.Builder.sentinel(address.host(), address.port(), address.master());
        builder.withDatabase(address.database())
                .withSsl(address.tls())
                .withVerifyPeer(address.verify())
                .withTimeout(Duration.ofSeconds(3));
        if (!address.password().isEmpty()) {
            if (address.user().isEmpty()) {
                builder.withPassword(address.password().toCharArray());
            } else {
                builder.withAuthentication(address.user(), address.password().toCharArray());
            }
        }
        return builder.build();
    }

    static ClientOptions options(RedisAddress address, Duration patience) {
        ClientOptions.Builder options = ClientOptions.builder()
                // a lost connection is made anew here, so that what was lost with it is known
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .keepAlive(true)
                        .build());
        if (address.caCert() != null) {
            options.sslOptions(SslOptions.builder()
                    .jdkSslProvider()
                    .trustManager(address.caCert().toFile())
                    .build());
        }
        return options.build();
    }

    /** The connection for commands, when there is one. */
    Optional<StatefulRedisConnection<String, String>> commands() {
        StatefulRedisConnection<String, String> now = commands;
        return now != null && now.isOpen() ? Optional.of(now) : Optional.empty();
    }

    public boolean isUp() {
        StatefulRedisPubSubConnection<String, String> listening = words;
        return commands().isPresent() && listening != null && listening.isOpen();
    }

    private void keep() {
        while (!closed) {
            try {
                Thread.sleep(AGAIN_EVERY);
            } catch (InterruptedException e) {
                return;
            }
            if (!closed && !(isUp() && wordsComeThrough())) {
                tryToConnect();
            }
        }
    }

    /**
     * A Redis that is frozen, or behind a network that swallows what is sent, keeps its connections and answers nothing. No
     * word would come through and each question would wait, without anybody noticing.
     */
    private boolean wordsComeThrough() {
        if (silent.getAndIncrement() >= MOST_SILENT) {
            return false;
        }
        commands().ifPresent(connection -> connection.async().publish(ALIVE, me));
        return true;
    }

    /** Throws when a word does not come back. */
    private void firstWord(StatefulRedisConnection<String, String> connection) {
        silent.set(1);
        connection.sync().publish(ALIVE, me);
        long end = System.nanoTime() + FIRST_WORD.toNanos();
        while (silent.get() > 0) {
            if (System.nanoTime() - end > 0) {
                throw new RedisException("it passes no words on");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void tryToConnect() {
        try {
            drop();
            StatefulRedisPubSubConnection<String, String> listening = connect(address, client::connectPubSub);
            words = listening;
            listening.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String pattern, String channel, String message) {
                    if (!channel.equals(ALIVE)) {
                        onWord.accept(channel.substring(CHANNELS.length()), message);
                    } else if (message.equals(me)) {
                        silent.set(0);
                    }
                }
            });
            listening.sync().psubscribe(CHANNELS + "*");
            StatefulRedisConnection<String, String> asking = connect(address, client::connect);
            commands = asking;
            firstWord(asking);
            if (wasAway) {
                wasAway = false;
                toldAway = false;
                log.info("{} is there again", address);
                onReturn.run();
            }
        } catch (RuntimeException e) {
            drop();
            if (!toldAway && !closed) {
                toldAway = true;
                log.warn(
                        "{} is away ({}): servers hear of each other's changes later, and count limits apart",
                        address,
                        reason(e));
            }
            wasAway = true;
        }
    }

    private static String reason(Throwable e) {
        return Untrusted.why(e).orElseGet(() -> e.getCause() == null ? e.getMessage() : reason(e.getCause()));
    }

    private void drop() {
        StatefulRedisConnection<String, String> old = commands;
        StatefulRedisPubSubConnection<String, String> oldWords = words;
        commands = null;
        words = null;
        if (old != null) {
            old.closeAsync();
        }
        if (oldWords != null) {
            wasAway = true;
            oldWords.closeAsync();
        }
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        drop();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
