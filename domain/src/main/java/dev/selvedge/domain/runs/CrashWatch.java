package dev.selvedge.domain.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when crashes have been looked for without a gap. During a gap, servers, database or clock were away, and with them
 * every sign of life; whoever is alive then needs a while to say so. That no server takes rows is a gap, too.
 */
public interface CrashWatch {

    /**
     * @param last when crashes were looked for last
     * @param listened when a server that takes rows last said that it does; null when none ever has
     */
    record Watch(Instant since, Instant last, Instant listened) {

        static Watch begun(Instant now, Instant listened) {
            return new Watch(now, now, listened);
        }

        boolean goesOnAt(Instant now, Duration longestGap) {
            boolean listens = listened == null || !now.isAfter(listened.plus(longestGap));
            return listens && !now.isBefore(last) && !now.isAfter(last.plus(longestGap));
        }

        Watch at(Instant now) {
            return new Watch(since, now, listened);
        }
    }

    /** Shared by all servers: any of them may look next. */
    Optional<Watch> find();

    /** But for when a server listened, which others say. */
    void save(Watch watch);

    /** A server takes rows now: who looks for crashes may be another process, which hears nothing itself. */
    void listens(Instant now);
}
