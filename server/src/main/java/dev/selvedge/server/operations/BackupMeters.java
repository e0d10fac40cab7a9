package dev.selvedge.server.operations;

import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.backups.BackupNotes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** When the last backup of each kind was done, as the program that did it noted it; asked of the database once a minute. */
final class BackupMeters {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Seen(Map<String, Instant> notes, Instant at) {}

    private final BackupNotes notes;
    private final Clock clock;
    private volatile Seen seen = new Seen(Map.of(), Instant.EPOCH);

    BackupMeters(Database database, MeterRegistry meters, Clock clock) {
        this.notes = new BackupNotes(database.sql());
        this.clock = clock;
        if (!database.engine().isShared()) {
            return;
        }
        for (BackupNotes.Kind kind : BackupNotes.Kind.values()) {
            Gauge.builder("selvedge.backup.last", this, self -> self.last(kind))
                    .baseUnit("seconds")
                    .description("When the last backup of that kind was done, in seconds since 1970; NaN = never")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
    }

    private double last(BackupNotes.Kind kind) {
        Instant now = clock.instant();
        if (seen.at().plus(KEPT).isBefore(now)) {
            try {
                seen = new Seen(notes.all(), now);
            } catch (RuntimeException databaseIsAway) {
                // others tell that; what was known stays known
            }
        }
        Instant last = seen.notes().get(kind.name());
        return last == null ? Double.NaN : last.getEpochSecond();
    }
}
