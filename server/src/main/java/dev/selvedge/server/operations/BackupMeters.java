package dev.selvedge.server.operations;

import dev.selvedge.storage.sql.backups.BackupNotes.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When the last backup of each kind was done, as the program that did it noted it, and for how long there has been none; asked of
 * the database once a minute.
 */
final class BackupMeters {

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** What the database knows. */
    interface Notes {
        Map<String, Instant> all();

        /** Since when there is something to lose. */
        Optional<Instant> beginning();
    }

    private record Seen(Map<String, Instant> notes, Optional<Instant> beginning, Instant at) {}

    private final Notes notes;
    private final Clock clock;
    private volatile Seen seen = new Seen(Map.of(), Optional.empty(), Instant.EPOCH);

    BackupMeters(Notes notes, MeterRegistry meters, Clock clock) {
        this.notes = notes;
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            Gauge.builder("selvedge.backup.last", this, self -> self.last(kind))
                    .baseUnit("seconds")
                    .description("When the last backup of that kind was done, in seconds since 1970; NaN = never")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
        Gauge.builder("selvedge.backup.missing", this, BackupMeters::missing)
                .baseUnit("seconds")
                .description("How long there has been something to lose and no backup was ever made; 0 = there is one")
                .strongReference(true)
                .register(meters);
    }

    private double last(Kind kind) {
        Instant last = seen().notes().get(kind.name());
        return last == null ? Double.NaN : last.getEpochSecond();
    }

    private double missing() {
        Seen now = seen();
        return now.notes().containsKey(Kind.CREATED.name())
                ? 0
                : now.beginning()
                        .map(since -> (double)
                                Duration.between(since, clock.instant()).toSeconds())
                        .orElse(0.0);
    }

    private Seen seen() {
        Instant now = clock.instant();
        if (seen.at().plus(KEPT).isBefore(now)) {
            try {
                seen = new Seen(notes.all(), seen.beginning().or(notes::beginning), now);
            } catch (RuntimeException databaseIsAway) {
                // others tell that; what was known stays known
            }
        }
        return seen;
    }
}
