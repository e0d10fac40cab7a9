package dev.selvedge.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupMetersTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Known known = new Known();
    private Instant now = BEGINNING;
    private final Clock clock = InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);
    private final BackupMeters backups = new BackupMeters(known, meters, clock);

    private static final class Known implements BackupMeters.Notes {
        private Map<String, Instant> notes = Map.of();
        private Optional<Instant> beginning = Optional.empty();
        private boolean away;

        @Override
        public Map<String, Instant> all() {
            if (away) {
                throw new IllegalStateException("away");
            }
            return notes;
        }

        @Override
        public Optional<Instant> beginning() {
            return beginning;
        }
    }

    private double missing() {
        return meters.get("selvedge.backup.missing").gauge().value();
    }

    private double last() {
        return meters.get("selvedge.backup.last").tag("kind", "created").gauge().value();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void whoHasNothingYetMissesNothing() {
        pass(Duration.ofDays(3));
        assertThat(missing()).isZero();
        assertThat(last()).isNaN();
        assertThat(backups).isNotNull();
    }

    @Test
    void whatWasNeverBackedUpIsMissedSinceTheFirstAccount() {
        known.beginning = Optional.of(BEGINNING);
        pass(Duration.ofHours(27));
        assertThat(missing()).isEqualTo(27 * 3600.0);
        known.away = true;
        pass(Duration.ofHours(1));
        assertThat(missing()).as("an outage makes it no younger").isEqualTo(28 * 3600.0);
    }

    @Test
    void theFirstBackupEndsIt() {
        known.beginning = Optional.of(BEGINNING);
        pass(Duration.ofHours(27));
        assertThat(missing()).isPositive();
        known.notes = Map.of("CREATED", now);
        pass(Duration.ofMinutes(2));
        assertThat(missing()).isZero();
        assertThat(last()).isEqualTo(BEGINNING.plus(Duration.ofHours(27)).getEpochSecond());
    }
}
