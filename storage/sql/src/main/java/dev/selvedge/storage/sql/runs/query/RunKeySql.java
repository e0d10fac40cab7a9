package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_KEY;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.domain.runs.query.RunKey;
import dev.selvedge.domain.runs.query.RunKey.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/** The keys of a project, from the counts that the index keeps beside them. */
final class RunKeySql {

    private final DSLContext sql;

    RunKeySql(DSLContext sql) {
        this.sql = sql;
    }

    List<RunKey> of(ProjectId project) {
        return sql
                .selectFrom(RUN_VALUE_KEY)
                .where(RUN_VALUE_KEY.PROJECT_ID.eq(project.value()))
                .orderBy(RUN_VALUE_KEY.DOCUMENT, RUN_VALUE_KEY.PATH)
                .fetch(row -> key(
                        RunKey.path(Document.values()[row.getDocument()], row.getPath(), row.getTopLength()),
                        Map.of(
                                Type.NUMBER, row.getNumbers() + row.getNans(),
                                Type.BOOLEAN, row.getBooleans(),
                                Type.STRING, row.getTexts(),
                                Type.LIST, row.getLists(),
                                Type.OBJECT, row.getObjects(),
                                Type.NULL, row.getNulls())))
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** Null for a key that no run has any more. */
    private static RunKey key(String path, Map<Type, Integer> counts) {
        int runs = counts.values().stream().mapToInt(Integer::intValue).sum();
        Type most = counts.entrySet().stream()
                .max(Map.Entry.<Type, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
        return runs == 0 ? null : new RunKey(path, most, runs);
    }
}
