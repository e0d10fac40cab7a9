package dev.selvedge.storage.coordination.inprocess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.selvedge.platform.Tally;
import java.time.Duration;

/** Counts what happens in this process. */
public final class InProcessTally implements Tally {

    private static final int MOST_KEYS = 100_000;

    private final Cache<String, Window> windows;
    private final Ticker ticker;

    private record Window(long times, long endNanos) {}

    public InProcessTally() {
        this(Ticker.systemTicker());
    }

    InProcessTally(Ticker ticker) {
        this.ticker = ticker;
        this.windows = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .ticker(ticker)
                // a further time does not make the window longer
                .expireAfter(Expiry.<String, Window>writing((key, window) -> left(window)))
                .build();
    }

    @Override
    public void add(String key, Duration window) {
        windows.asMap()
                .merge(
                        key,
                        new Window(1, ticker.read() + window.toNanos()),
                        (open, first) ->
                                left(open).isPositive() ? new Window(open.times() + 1, open.endNanos()) : first);
    }

    @Override
    public Count of(String key) {
        Window window = windows.getIfPresent(key);
        return window == null || !left(window).isPositive() ? Count.NONE : new Count(window.times(), left(window));
    }

    @Override
    public void clear(String key) {
        windows.invalidate(key);
    }

    private Duration left(Window window) {
        return Duration.ofNanos(Math.max(0, window.endNanos() - ticker.read()));
    }
}
