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
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** One statement a page; before it, the index of values is brought up to date if the question is about values. */
public final class SqlRunQueryStore implements RunQueryStore {

    private final DSLContext sql;
    private final Database database;
    private final SqlRunValueIndex index;
    private final RunFrames frames;
    private final PagesByValue byValue;
    private final ValueKeys.Known keys;

    public SqlRunQueryStore(Database database, SqlRunValueIndex index) {
        this(database, index, RunFrames.MAX_BYTES);
    }

    /** @param memory bytes for columns of values */
    SqlRunQueryStore(Database database, SqlRunValueIndex index, long memory) {
        this.database = database;
        this.sql = database.sql();
        this.keys = new ValueKeys.Known(sql);
        this.index = index;
        this.frames = new RunFrames(database, memory);
        this.byValue = new PagesByValue(sql);
    }

    @Override
    public Page<RunId> find(RunQuery query) {
        Asked asked = asked(
                query.project(),
                Stream.concat(
                        FilterSql.valuesIn(query.filter()),
                        query.order().stream().map(key -> key.key()).flatMap(SqlRunQueryStore::value)));
        boolean byValues = query.order().stream().allMatch(key -> key.key() instanceof RunField.Value);
        return (byValues ? frame(query.project(), asked) : Optional.<RunFrame>empty())
                .map(frame -> frames.page(frame, query))
                .or(() -> byValue.page(query, asked.keys()))
                .orElseGet(() -> find(query, asked.keys()));
    }

    private Page<RunId> find(RunQuery query, ValueKeys keys) {
        RunOrder order = new RunOrder(query.order(), FilterSql.namesRuns(query.filter()), keys);
        return page(
                sql.select(order.columns())
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
                page.stream().map(order::cursor).toList(),
                rows.size() > first && first > 0);
    }

    @Override
    public long count(ProjectId project, Filter<RunField> filter) {
        Asked asked = asked(project, FilterSql.valuesIn(filter));
        return frame(project, asked)
                .map(frame -> (long) frame.matching(filter).cardinality())
                .orElseGet(() -> sql.selectCount()
                        .from(RUN)
                        .where(where(project, filter, asked.keys()))
                        .fetchOne(0, long.class));
    }

    @Override
    public List<RunId> findAll(ProjectId project, Filter<RunField> filter) {
        ValueKeys keys = asked(project, FilterSql.valuesIn(filter)).keys();
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
        ValueKeys keys = asked(
                        query.project(),
                        Stream.of(
                                        FilterSql.valuesIn(query.filter()),
                                        query.keys().stream().flatMap(SqlRunQueryStore::value),
                                        query.aggregates().stream().flatMap(SqlRunQueryStore::value))
                                .flatMap(values -> values))
                .keys();
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
                sql.select(order.columns())
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

    /** @param revision of the index; empty where no values are asked for */
    private record Asked(List<RunField.Value> values, ValueKeys keys, Optional<IndexRevision> revision) {}

    private Asked asked(ProjectId project, Stream<RunField.Value> values) {
        List<RunField.Value> asked = values.distinct().toList();
        Optional<IndexRevision> revision = asked.isEmpty() ? Optional.empty() : index.refresh(project);
        // a transaction may see keys that are taken back
        ValueKeys found = revision.filter(now -> !database.isInTransaction())
                .map(now -> keys.of(project, now, asked))
                .orElseGet(() -> ValueKeys.load(sql, project, asked));
        return new Asked(asked, found, revision);
    }

    private Optional<RunFrame> frame(ProjectId project, Asked asked) {
        return asked.revision()
                .flatMap(revision -> frames.of(
                        project,
                        revision,
                        asked.values(),
                        asked.keys(),
                        filter -> sql
                                .select(RUN.ID)
                                .from(RUN)
                                .where(where(project, filter, asked.keys()))
                                .orderBy(RUN.ID)
                                .fetch(RUN.ID)
                                .stream()
                                .mapToLong(Long::longValue)));
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
