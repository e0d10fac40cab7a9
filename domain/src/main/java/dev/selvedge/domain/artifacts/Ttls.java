package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.Optional;

/** Times to live as clients write them: seconds, -1 inherit, -2 never. */
public final class Ttls {

    public static final long INHERIT = -1;
    public static final long OFF = -2;

    /** What databases can add to a date. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    private Ttls() {}

    /** Null = inherit. */
    static Artifact.Ttl parse(Long seconds) {
        if (seconds == null || seconds == INHERIT) {
            return null;
        }
        if (seconds == OFF) {
            return Artifact.Ttl.OFF;
        }
        if (seconds <= 0) {
            throw Fault.invalid("A time to live is a positive number of seconds");
        }
        if (seconds > LONGEST.toSeconds()) {
            throw Fault.invalid("A time to live is at most a thousand years; -2 keeps a version for good");
        }
        return new Artifact.Ttl(Optional.of(Duration.ofSeconds(seconds)));
    }

    /** @param usual what the team says where the version says nothing; null = it lives on */
    public static long seconds(Artifact.Ttl ttl, Duration usual) {
        return ttl == null && usual != null ? usual.toSeconds() : seconds(ttl);
    }

    private static long seconds(Artifact.Ttl ttl) {
        return ttl == null ? OFF : ttl.lifetime().map(Duration::toSeconds).orElse(OFF);
    }
}
