package dev.selvedge.platform;

import java.time.Duration;

/**
 * How often something happened within a while, counted over all servers of an installation. Only for what may be
 * forgotten: a counter that is lost begins anew.
 */
public interface Tally {

    /** @param left until the counter begins anew; zero when nothing was counted */
    record Count(long times, Duration left) {

        public static final Count NONE = new Count(0, Duration.ZERO);
    }

    /** Once more; the first time opens a window of that length. */
    void add(String key, Duration window);

    Count of(String key);

    void clear(String key);
}
