package dev.selvedge.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where signed links to the installation's own bucket lead. Signing one may take credentials, or a key, that somebody else
 * gives out, who may be away while the server starts: then they are asked for again, and no answer waits for that.
 */
final class OwnOrigins implements Supplier<Set<String>> {

    private static final Logger log = LoggerFactory.getLogger(OwnOrigins.class);

    private final Supplier<Set<String>> question;
    private final Duration again;
    private final AtomicLong asked;
    private volatile Set<String> known;

    OwnOrigins(Supplier<Set<String>> question, Duration again) {
        this.question = question;
        this.again = again;
        this.asked = new AtomicLong(System.nanoTime());
        ask();
    }

    @Override
    public Set<String> get() {
        Set<String> origins = known;
        if (origins != null) {
            return origins;
        }
        long last = asked.get();
        long now = System.nanoTime();
        if (now - last > again.toNanos() && asked.compareAndSet(last, now)) {
            Thread.ofVirtual().name("bucket-origins").start(this::ask);
        }
        return Set.of();
    }

    private void ask() {
        try {
            known = question.get();
        } catch (RuntimeException e) {
            log.warn("Links to the bucket cannot be signed yet: {}", e.getMessage());
        }
    }
}
