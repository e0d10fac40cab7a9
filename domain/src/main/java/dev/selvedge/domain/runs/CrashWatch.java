package dev.selvedge.domain.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when crashes have been looked for without a gap. During a gap, servers, database or clock were away, and with them
 * every sign of life; whoever is alive then needs a while to say so.
 */
public interface CrashWatch {

    /** @param last when crashes were looked for last */
    record Watch(Instant since, Instant last) {

        static Watch begun(Instant now) {
            return new Watch(now, now);
        }

        boolean goesOnAt(Instant now, Duration longestGap) {
            return !now.isBefore(last) && !now.isAfter(last.plus(longestGap));
        }

        Watch at(Instant now) {
            return new Watch(since, now);
        }
    }

    /** Shared by all servers: any of them may look next. */
    Optional<Watch> find();

    void save(Watch watch);
}
