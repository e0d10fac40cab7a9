package dev.selvedge.storage.sql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jooq.impl.AbstractConverter;

/** DATETIME(6) columns hold UTC; the rooms know only instants. */
public final class InstantConverter extends AbstractConverter<LocalDateTime, Instant> {

    private static final long serialVersionUID = 1L;

    /** What a column can hold, and all that a filter or a cursor need be compared by: MySQL refuses other years. */
    private static final Instant FIRST = Instant.parse("1000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    public InstantConverter() {
        super(LocalDateTime.class, Instant.class);
    }

    @Override
    public Instant from(LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }

    @Override
    public LocalDateTime to(Instant instant) {
        return instant == null ? null : column(instant);
    }

    /** Columns keep microseconds; cutting here makes what was written equal to what is read back. */
    static LocalDateTime column(Instant instant) {
        Instant kept = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return LocalDateTime.ofInstant(kept.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
