package dev.selvedge.domain.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.selvedge.platform.Signals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Whom a hashed secret belongs to, remembered for a short while: clients send their key with every request.
 *
 * <p>Within this process a removed key stops working at once, in other replicas when they hear of it, and after
 * {@link #KEPT} when they do not.
 */
public final class CallerCache {

    static final Duration KEPT = Duration.ofSeconds(30);

    private static final String TOPIC = "callers";

    private final Cache<String, Known> callers;
    private final AtomicLong changes = new AtomicLong();
    private Consumer<String> tell = this::hear;

    /** @param service whether the user is a service account */
    record Known(Caller.SignedIn caller, boolean service) {}

    /** For one process. */
    public CallerCache() {
        this(Ticker.systemTicker());
    }

    /** Tells other replicas, and listens to them. */
    public CallerCache(Signals signals) {
        this(Ticker.systemTicker());
        signals.listen(TOPIC, this::hear);
        tell = word -> signals.send(TOPIC, word);
    }

    CallerCache(Ticker ticker) {
        this.callers = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(20_000)
                .ticker(ticker)
                .build();
    }

    Optional<Known> get(String hash, Supplier<Optional<Known>> load) {
        Known known = callers.getIfPresent(hash);
        if (known != null) {
            return Optional.of(known);
        }
        long before = changes.get();
        Optional<Known> loaded = load.get();
        // what was read before a change was committed must not outlive it
        if (loaded.isPresent() && changes.get() == before) {
            callers.put(hash, loaded.get());
            if (changes.get() != before) {
                callers.invalidate(hash);
            }
        }
        return loaded;
    }

    /** To be called after the change to the user, a key or a session is committed. */
    void forget(UserId user) {
        tell.accept(Long.toString(user.value()));
    }

    private void hear(String word) {
        changes.incrementAndGet();
        if (word.equals(Signals.ANYTHING)) {
            callers.invalidateAll();
        } else {
            callers.asMap()
                    .values()
                    .removeIf(known ->
                            word.equals(Long.toString(known.caller().userId().value())));
        }
    }
}
