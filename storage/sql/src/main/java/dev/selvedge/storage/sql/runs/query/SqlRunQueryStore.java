package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_TAG;
import static org.jooq.Records.mapping;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunGroup;
import dev.selvedge.domain.runs.query.RunGroupQuery;
import dev.selvedge.domain.runs.query.RunKey;
import dev.selvedge.domain.runs.query.RunQuery;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.storage.sql.Database;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** One statement a page; before it, the index of values is brought up to date if the question is about values. */
public final class SqlRunQueryStore implements RunQueryStore {

    private final DSLContext sql;
    private final SqlRunValueIndex index;

    public SqlRunQueryStore(Database database, SqlRunValueIndex index) {
        this.sql = database.sql();
        this.index = index;
    }

    @Override
    public Page<RunId> find(RunQuery query) {
        ValueKeys keys = keys(
                query.project(),
                Stream.concat(
                        FilterSql.valuesIn(query.filter()),
                        query.order().stream().map(key -> key.key()).flatMap(SqlRunQueryStore::value)));
        RunOrder order = new RunOrder(query.order(), keys);
        return page(
                sql.select(order.columnsAfter(RUN.ID))
                        .from(order.tables())
                        .where(where(query.project(), query.filter(), keys))
                        .and(order.after(query.after()))
                        .orderBy(order.orderBy())
                        .limit(query.first() + 1)
                        .fetch(),
                order,
                query.first());
    }

    /** @param rows one more than the page has, if there are */
    private static Page<RunId> page(Result<Record> rows, RunOrder order, int first) {
        List<Record> page = rows.subList(0, Math.min(first, rows.size()));
        return new Page<>(
                page.stream().map(row -> new RunId(row.get(0, long.class))).toList(),
                page.stream().map(row -> order.cursor(row, 1)).toList(),
                rows.size() > first && first > 0);
    }

    @Override
    public long count(ProjectId project, Filter<RunField> filter) {
        ValueKeys keys = keys(project, FilterSql.valuesIn(filter));
        return sql.selectCount().from(RUN).where(where(project, filter, keys)).fetchOne(0, long.class);
    }

    @Override
    public List<RunId> findAll(ProjectId project, Filter<RunField> filter) {
        ValueKeys keys = keys(project, FilterSql.valuesIn(filter));
        return sql.select(RUN.ID)
                .from(RUN)
                .where(where(project, filter, keys))
                .orderBy(RUN.ID)
                .fetch(mapping(RunId::new));
    }

    @Override
    public List<RunKey> keys(ProjectId project) {
        index.refresh(project);
        return new RunKeySql(sql).of(project);
    }

    @Override
    public Page<RunGroup> groups(RunGroupQuery query) {
        return groupSql(query).page();
    }

    @Override
    public long countGroups(RunGroupQuery query) {
        return groupSql(query).count();
    }

    private GroupSql groupSql(RunGroupQuery query) {
        ValueKeys keys = keys(
                query.project(),
                Stream.of(
                                FilterSql.valuesIn(query.filter()),
                                query.keys().stream().flatMap(SqlRunQueryStore::value),
                                query.aggregates().stream().flatMap(SqlRunQueryStore::value))
                        .flatMap(values -> values));
        return new GroupSql(sql, query, where(query.project(), query.filter(), keys), keys);
    }

    @Override
    public List<TagCount> tags(ProjectId project, int limit) {
        return sql.select(RUN_TAG.TAG, DSL.count())
                .from(RUN_TAG)
                .join(RUN)
                .on(RUN.ID.eq(RUN_TAG.RUN_ID))
                .where(RUN.PROJECT_ID.eq(project.value()))
                .and(RUN.DELETED_AT.isNull())
                .groupBy(RUN_TAG.TAG)
                .orderBy(DSL.count().desc(), RUN_TAG.TAG)
                .limit(limit)
                .fetch(mapping(TagCount::new));
    }

    @Override
    public Page<RunId> deleted(ProjectId project, int first, String after) {
        RunOrder order = RunOrder.lastDeletedFirst();
        return page(
                sql.select(order.columnsAfter(RUN.ID))
                        .from(RUN)
                        .where(RUN.PROJECT_ID.eq(project.value()))
                        .and(RUN.DELETED_AT.isNotNull())
                        .and(order.after(after))
                        .orderBy(order.orderBy())
                        .limit(first + 1)
                        .fetch(),
                order,
                first);
    }

    @Override
    public long countDeleted(ProjectId project) {
        return sql.fetchCount(RUN, RUN.PROJECT_ID.eq(project.value()).and(RUN.DELETED_AT.isNotNull()));
    }

    @Override
    public List<RunId> search(Collection<ProjectId> projects, String text, int limit) {
        String pattern = text.toLowerCase(java.util.Locale.ROOT);
        return sql.select(RUN.ID)
                .from(RUN)
                .where(RUN.PROJECT_ID.in(projects.stream().map(ProjectId::value).toList()))
                .and(RUN.DELETED_AT.isNull())
                .and(RUN.NAME
                        .eq(text)
                        .or(DSL.position(DSL.lower(RUN.DISPLAY_NAME), pattern).gt(0)))
                .orderBy(RUN.ID.desc())
                .limit(limit)
                .fetch(mapping(RunId::new));
    }

    private ValueKeys keys(ProjectId project, Stream<RunField.Value> values) {
        List<RunField.Value> asked = values.distinct().toList();
        if (!asked.isEmpty()) {
            index.refresh(project);
        }
        return ValueKeys.load(sql, project, asked);
    }

    private Condition where(ProjectId project, Filter<RunField> filter, ValueKeys keys) {
        return RUN.PROJECT_ID
                .eq(project.value())
                .and(RUN.DELETED_AT.isNull())
                .and(new FilterSql(sql, project, keys).of(filter));
    }

    private static Stream<RunField.Value> value(RunField field) {
        return field instanceof RunField.Value value ? Stream.of(value) : Stream.empty();
    }
}
