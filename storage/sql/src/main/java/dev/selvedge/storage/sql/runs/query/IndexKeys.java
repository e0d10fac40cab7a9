package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_KEY;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.storage.sql.Among;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Numbers of the keys of a project; keys are made once and never go away. */
final class IndexKeys {

    private static final int PATHS_AT_ONCE = 1_000;

    private final DSLContext sql;

    IndexKeys(DSLContext sql) {
        this.sql = sql;
    }

    /** Equal by document and path; the first to come decides about {@code topLength}. */
    record KeyName(Document document, String path, int topLength) {
        @Override
        public boolean equals(Object other) {
            return other instanceof KeyName name && name.document == document && name.path.equals(path);
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + document.ordinal();
        }
    }

    /** Makes those that are missing. Only for the one that holds the project's lock. */
    Map<KeyName, Long> ids(ProjectId project, Set<KeyName> names) {
        Map<KeyName, Long> known = new HashMap<>();
        select(project, names, known);
        Set<KeyName> missing = new HashSet<>(names);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            insert(project, missing);
            select(project, missing, known);
        }
        return known;
    }

    private void select(ProjectId project, Set<KeyName> names, Map<KeyName, Long> into) {
        for (Document document : Document.values()) {
            List<String> paths = names.stream()
                    .filter(name -> name.document() == document)
                    .map(KeyName::path)
                    .toList();
            for (int from = 0; from < paths.size(); from += PATHS_AT_ONCE) {
                Among among = Among.of(
                        sql, RUN_VALUE_KEY.PATH, paths.subList(from, Math.min(paths.size(), from + PATHS_AT_ONCE)));
                sql.select(RUN_VALUE_KEY.ID, RUN_VALUE_KEY.PATH, RUN_VALUE_KEY.TOP_LENGTH)
                        .from(among.rows())
                        .where(RUN_VALUE_KEY.PROJECT_ID.eq(project.value()))
                        .and(RUN_VALUE_KEY.DOCUMENT.eq((byte) document.ordinal()))
                        .and(among.condition())
                        .forEach(row -> into.put(new KeyName(document, row.value2(), row.value3()), row.value1()));
            }
        }
    }

    private void insert(ProjectId project, Set<KeyName> names) {
        sql.batch(names.stream()
                        .<Query>map(name -> sql.insertInto(RUN_VALUE_KEY)
                                .set(RUN_VALUE_KEY.PROJECT_ID, project.value())
                                .set(RUN_VALUE_KEY.DOCUMENT, (byte)
                                        name.document().ordinal())
                                .set(RUN_VALUE_KEY.PATH, name.path())
                                .set(RUN_VALUE_KEY.TOP_LENGTH, (short) name.topLength()))
                        .toList())
                .execute();
    }
}
