package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_KEY;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunField.Document;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;

/** The stored keys that the values of one question stand for. */
final class ValueKeys {

    /**
     * @param plain whether some run has a value there that is no object
     * @param texts whether some run has a text or a list there
     * @param lists whether some run has a list there
     */
    record Key(long id, boolean plain, boolean texts, boolean lists) {}

    private final Map<RunField.Value, Key> keys = new HashMap<>();

    private ValueKeys() {}

    /** What was read lately: only who indexes changes keys, and moves the revision on. */
    static final class Known {

        private static final int MOST = 10_000;

        /** Servers of an older version do not move revisions on; they are about only while an installation is upgraded. */
        private static final Duration BELIEVED_FOR = Duration.ofSeconds(60);

        private record Place(ProjectId project, IndexRevision revision, RunField.Value value) {}

        private final DSLContext sql;
        private final Cache<Place, Optional<Key>> known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(BELIEVED_FOR)
                .build();

        Known(DSLContext sql) {
            this.sql = sql;
        }

        ValueKeys of(ProjectId project, IndexRevision revision, Collection<RunField.Value> values) {
            ValueKeys all = new ValueKeys();
            for (RunField.Value value : values) {
                Optional<Key> key = known.getIfPresent(new Place(project, revision, value));
                if (key == null) {
                    return read(project, revision, values);
                }
                key.ifPresent(there -> all.keys.put(value, there));
            }
            return all;
        }

        private ValueKeys read(ProjectId project, IndexRevision revision, Collection<RunField.Value> values) {
            ValueKeys read = load(sql, project, values);
            values.forEach(value -> known.put(new Place(project, revision, value), read.of(value)));
            return read;
        }
    }

    static ValueKeys load(DSLContext sql, ProjectId project, Collection<RunField.Value> values) {
        ValueKeys loaded = new ValueKeys();
        for (Document document : Document.values()) {
            List<RunField.Value> asked = values.stream()
                    .filter(value -> value.document() == document)
                    .toList();
            if (!asked.isEmpty()) {
                Map<String, Key> byPath = select(sql, project, document, asked);
                asked.forEach(value -> meant(value, byPath).ifPresent(key -> loaded.keys.put(value, key)));
            }
        }
        return loaded;
    }

    private static Map<String, Key> select(
            DSLContext sql, ProjectId project, Document document, List<RunField.Value> asked) {
        var plain = RUN_VALUE_KEY
                .NUMBERS
                .plus(RUN_VALUE_KEY.BOOLEANS)
                .plus(RUN_VALUE_KEY.TEXTS)
                .plus(RUN_VALUE_KEY.LISTS)
                .plus(RUN_VALUE_KEY.NANS)
                .plus(RUN_VALUE_KEY.NULLS);
        return sql.select(RUN_VALUE_KEY.PATH, RUN_VALUE_KEY.ID, plain, RUN_VALUE_KEY.TEXTS, RUN_VALUE_KEY.LISTS)
                .from(RUN_VALUE_KEY)
                .where(RUN_VALUE_KEY.PROJECT_ID.eq(project.value()))
                .and(RUN_VALUE_KEY.DOCUMENT.eq((byte) document.ordinal()))
                .and(RUN_VALUE_KEY.PATH.in(asked.stream()
                        .flatMap(value -> value.paths().stream())
                        .distinct()
                        .toList()))
                .fetchMap(
                        RUN_VALUE_KEY.PATH,
                        row -> new Key(
                                row.value2(), row.value3() > 0, row.value4() + row.value5() > 0, row.value5() > 0));
    }

    /** {@code config.a.value} is {@code a}, but not where {@code a} is an object that has a {@code value}. */
    private static Optional<Key> meant(RunField.Value value, Map<String, Key> byPath) {
        List<Key> existing =
                value.paths().stream().map(byPath::get).filter(Objects::nonNull).toList();
        return existing.stream()
                .filter(Key::plain)
                .findFirst()
                .or(() -> existing.stream().findFirst());
    }

    /** Empty when no run of the project has such a value. */
    Optional<Key> of(RunField.Value value) {
        return Optional.ofNullable(keys.get(value));
    }
}
