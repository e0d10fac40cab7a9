package dev.selvedge.domain.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.runs.RunJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The log once more in the object store, a file for each day by UTC, for programs that collect it there. What is there says
 * how far the copy has come: the newest day may lack its end, and all earlier ones are whole.
 */
public final class AuditCopy {

    /** Where the reference keeps its own. */
    public static final String PREFIX = "wandb-audit-logs/";

    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{4}-\\d{2}-\\d{2})\\.ndjson");
    private static final int READ_AT_ONCE = 1_000;

    /** Events are written just after they get their time; a day is begun only once nothing of the day before can come. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final AuditStore store;
    private final AuditLines lines;
    private final ObjectStore objects;
    private final Clock clock;
    private final boolean wanted;

    /** What this process has copied last, so that it leaves a file alone that has not changed. */
    private LocalDate day;

    private AuditLog.Place last;
    private boolean whole;

    public AuditCopy(AuditStore store, UserStore users, ObjectStore objects, Clock clock, boolean wanted) {
        this.store = store;
        this.lines = new AuditLines(users);
        this.objects = objects;
        this.clock = clock;
        this.wanted = wanted;
    }

    public synchronized void run() {
        if (!wanted) {
            return;
        }
        Instant end = clock.instant().minus(SETTLED);
        LocalDate today = LocalDate.ofInstant(end, ZoneOffset.UTC);
        try {
            Optional<LocalDate> from = newest().or(() -> oldest(end));
            for (LocalDate each = from.orElse(today.plusDays(1)); !each.isAfter(today); each = each.plusDays(1)) {
                copy(each, end, each.isBefore(today));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<LocalDate> newest() throws IOException {
        try (Stream<ObjectStore.Meta> found = objects.list(PREFIX)) {
            return found.map(object -> NAME.matcher(object.key()))
                    .filter(Matcher::matches)
                    .map(name -> LocalDate.parse(name.group(1)))
                    .max(LocalDate::compareTo);
        }
    }

    private Optional<LocalDate> oldest(Instant end) {
        return store.between(Instant.EPOCH, end, null, 1).stream()
                .map(event -> LocalDate.ofInstant(event.at(), ZoneOffset.UTC))
                .findFirst();
    }

    private void copy(LocalDate of, Instant now, boolean over) throws IOException {
        Instant start = of.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = over ? of.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant() : now;
        if (of.equals(day)
                && (whole || (!over && store.between(start, end, last, 1).isEmpty()))) {
            return;
        }
        List<AuditEvent> first = store.between(start, end, null, READ_AT_ONCE);
        if (first.isEmpty()) {
            return;
        }
        Pages pages = new Pages(start, end, first);
        try (InputStream content = new SequenceInputStream(pages)) {
            objects.put(PREFIX + of + ".ndjson", content, -1);
        }
        day = of;
        last = pages.last;
        whole = over;
    }

    /** A day is read page by page while it is sent. */
    private final class Pages implements Enumeration<InputStream> {

        private final Instant start;
        private final Instant end;
        private List<AuditEvent> next;
        private AuditLog.Place last;

        Pages(Instant start, Instant end, List<AuditEvent> first) {
            this.start = start;
            this.end = end;
            this.next = first;
        }

        @Override
        public boolean hasMoreElements() {
            return !next.isEmpty();
        }

        @Override
        public InputStream nextElement() {
            StringBuilder text = new StringBuilder();
            lines.of(next, false)
                    .forEach(line -> text.append(RunJson.text(line)).append('\n'));
            last = new AuditLog.Place(next.getLast().at(), next.getLast().id());
            next = next.size() < READ_AT_ONCE ? List.of() : store.between(start, end, last, READ_AT_ONCE);
            return new ByteArrayInputStream(text.toString().getBytes(UTF_8));
        }
    }
}
