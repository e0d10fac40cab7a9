package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.query.RunQuery;
import dev.selvedge.platform.Page;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/**
 * Pages of all runs of a project by a value. Runs which have it come first: they are found among the values of its key, which lie
 * side by side. Only where these do not fill the page it goes on with the other runs. To give each run its value
 * and sort them all takes a database ten times as long.
 */
final class PagesByValue {

    private final DSLContext sql;

    PagesByValue(DSLContext sql) {
        this.sql = sql;
    }

    /** Empty for other questions, and where values were found of runs that are not there: one statement answers then. */
    Optional<Page<RunId>> page(RunQuery query, ValueKeys keys) {
        if (!FilterSql.isAll(query.filter()) || !RunOrder.isByValue(query.order(), keys)) {
            return Optional.empty();
        }
        RunOrder values = RunOrder.ofValues(query.order(), keys);
        RunOrder others = RunOrder.ofOthers(query.order(), keys);
        String after = query.after() == null ? "" : query.after();
        List<Object> from = after.isEmpty() ? List.of() : values.firstValues(after);
        int wanted = query.first() + 1;
        if (from == null) {
            return Optional.of(page(found(others(query.project(), others, after, wanted), others), query.first()));
        }
        return values.isByOneKey()
                ? values(query.project(), values, after, wanted).map(rows -> filled(query, found(rows, values), others))
                : values(query.project(), values, from, after, wanted)
                        .map(rows -> filled(query, found(rows, values), others));
    }

    /** Without a look at the runs: the database would sort all values first, and then look up the runs of all. */
    private Optional<List<Record>> values(ProjectId project, RunOrder order, String after, int wanted) {
        List<Record> rows = sql.select(order.columns())
                .from(order.tables())
                .where(order.rows())
                .and(order.after(after))
                .orderBy(order.orderBy())
                .limit(wanted)
                .fetch();
        Set<Long> there = new HashSet<>(sql.select(RUN.ID)
                .from(RUN)
                .where(RUN.ID.in(
                        rows.stream().map(row -> row.get(0, long.class)).toList()))
                .and(inProject(project))
                .fetch(RUN.ID));
        return Optional.of(rows).filter(all -> there.size() == all.size());
    }

    /** The first key alone says how far the page can reach, and the others order what is there. */
    private Optional<List<Record>> values(
            ProjectId project, RunOrder order, List<Object> from, String after, int wanted) {
        Condition beyond = order.after(after);
        SortKey first = order.first();
        Record last = sql.select(first.columns())
                .from(RUN_VALUE.as("sort0"))
                .where(order.rows())
                .and(from.isEmpty() ? DSL.noCondition() : first.beyond(from))
                .orderBy(first.orderBy())
                .limit(1)
                .offset(wanted - 1)
                .fetchOne();
        List<Record> rows = sql.select(order.columns())
                .from(order.tables())
                .where(order.rows())
                .and(inProject(project))
                .and(beyond)
                .and(last == null ? DSL.noCondition() : first.upTo(last.intoList()))
                .orderBy(order.orderBy())
                .limit(wanted)
                .fetch();
        return Optional.of(rows).filter(all -> last == null || all.size() == wanted);
    }

    private Result<Record> others(ProjectId project, RunOrder order, String after, int wanted) {
        return sql.select(order.columns())
                .from(order.tables())
                .where(inProject(project))
                .and(order.rows())
                .and(order.after(after))
                .orderBy(order.orderBy())
                .limit(wanted)
                .fetch();
    }

    private static Condition inProject(ProjectId project) {
        return RUN.PROJECT_ID.eq(project.value()).and(RUN.DELETED_AT.isNull());
    }

    /** A run whose value has gone between both statements is not in the page twice. */
    private Page<RunId> filled(RunQuery query, Map<Long, String> found, RunOrder others) {
        int wanted = query.first() + 1;
        if (found.size() < wanted) {
            found(others(query.project(), others, "", wanted), others).forEach(found::putIfAbsent);
        }
        return page(found, query.first());
    }

    /** Runs with their cursors. */
    private static Map<Long, String> found(List<Record> rows, RunOrder order) {
        Map<Long, String> found = new LinkedHashMap<>();
        rows.forEach(row -> found.put(row.get(0, long.class), order.cursor(row)));
        return found;
    }

    private static Page<RunId> page(Map<Long, String> found, int first) {
        return new Page<>(
                found.keySet().stream().limit(first).map(RunId::new).toList(),
                found.values().stream().limit(first).toList(),
                found.size() > first && first > 0);
    }
}
