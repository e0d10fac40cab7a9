package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.domain.runs.query.RunGroup;
import dev.selvedge.domain.runs.query.RunGroup.Aggregate;
import dev.selvedge.domain.runs.query.RunGroupQuery;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.storage.sql.runs.RunDuration;
import dev.selvedge.storage.sql.schema.tables.RunValue;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Groups and their aggregates in one statement: the runs with the columns they are grouped by and the numbers to add up,
 * and around that the grouping.
 */
final class GroupSql {

    private static final int MAX_OFFSET_CHARACTERS = 10;

    /**
     * Beyond this, squares are no numbers any more: one database fails, another answers with zero. Such values are left out
     * of aggregates as infinities are.
     */
    private static final double LARGEST = 1e150;

    private final DSLContext sql;
    private final RunGroupQuery query;
    private final Condition where;
    private final List<GroupKey> keys = new ArrayList<>();
    private final List<Field<Double>> numbers = new ArrayList<>();
    private Table<?> tables = RUN;

    GroupSql(DSLContext sql, RunGroupQuery query, Condition where, ValueKeys values) {
        this.sql = sql;
        this.query = query;
        this.where = where;
        for (int i = 0; i < query.keys().size(); i++) {
            GroupKey key = GroupKey.of(i, query.keys().get(i), values);
            tables = key.join().apply(tables);
            keys.add(key);
        }
        for (int i = 0; i < query.aggregates().size(); i++) {
            numbers.add(number(i, query.aggregates().get(i), values));
        }
    }

    private Field<Double> number(int index, RunField field, ValueKeys values) {
        String name = "a" + index;
        return switch (field) {
            case RunField.Value value ->
                values.of(value)
                        .map(key -> finiteNumber(name, key.id()))
                        // with its type: H2 adds up no nulls of which it does not know what they are
                        .orElseGet(() -> DSL.val(null, Double.class).as(name));
            case Attribute attribute
            when attribute == Attribute.DURATION ->
                RunDuration.micros().coerce(Double.class).div(1e6).as(name);
            default -> throw Fault.invalid("Only numbers of config and summary, and duration, can be summed up");
        };
    }

    private Field<Double> finiteNumber(String name, long key) {
        RunValue value = RUN_VALUE.as("number" + name);
        tables = tables.leftJoin(value)
                .on(Slot.ofRun(value, key))
                .and(value.KIND.eq(ValueKind.NUMBER.code()))
                .and(value.NUM.gt(-LARGEST))
                .and(value.NUM.lt(LARGEST));
        return value.NUM.as(name);
    }

    Page<RunGroup> page() {
        int offset = offset(query.after());
        Table<?> runs = runs();
        List<Field<?>> selected = new ArrayList<>(groupedBy(runs));
        selected.add(DSL.count().as("runs"));
        numbers.forEach(number -> selected.addAll(aggregates(runs.field(number))));
        Result<Record> rows = sql.select(selected)
                .from(runs)
                .groupBy(groupedBy(runs))
                .orderBy(orderBy(runs))
                .limit(query.first() + 1)
                .offset(offset)
                .fetch();
        List<Record> page = rows.subList(0, Math.min(query.first(), rows.size()));
        List<String> cursors = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            cursors.add(Integer.toString(offset + i + 1));
        }
        return new Page<>(
                page.stream().map(this::group).toList(), cursors, rows.size() > page.size() && !page.isEmpty());
    }

    long count() {
        Table<?> runs = runs();
        return sql.selectCount()
                .from(sql.select(groupedBy(runs))
                        .from(runs)
                        .groupBy(groupedBy(runs))
                        .asTable("groups_"))
                .fetchOne(0, long.class);
    }

    /** The filtered runs. Expressions get their names here, since not every database groups by an expression. */
    private Table<?> runs() {
        List<Field<?>> columns = new ArrayList<>();
        keys.forEach(key -> columns.addAll(key.columns()));
        columns.addAll(numbers);
        return sql.select(columns).from(tables).where(where).asTable("runs_");
    }

    private List<Field<?>> groupedBy(Table<?> runs) {
        return keys.stream()
                .flatMap(key -> key.columns().stream())
                .<Field<?>>map(runs::field)
                .toList();
    }

    private List<Field<?>> aggregates(Field<Double> number) {
        return List.of(
                DSL.count(number).as(number.getName() + "_count"),
                DSL.avg(number).coerce(Double.class).as(number.getName() + "_mean"),
                DSL.stddevPop(number).coerce(Double.class).as(number.getName() + "_dev"),
                DSL.min(number).as(number.getName() + "_min"),
                DSL.max(number).as(number.getName() + "_max"));
    }

    private List<SortField<?>> orderBy(Table<?> runs) {
        List<SortField<?>> order = new ArrayList<>();
        for (RunGroupQuery.Order one : query.order()) {
            switch (one) {
                case RunGroupQuery.Order.ByKey(int index, boolean ascending) ->
                    order.addAll(byKey(runs, keys.get(index), ascending));
                case RunGroupQuery.Order.ByRunCount(boolean ascending) ->
                    order.add(ascending ? DSL.count().asc() : DSL.count().desc());
                case RunGroupQuery.Order.ByMean(int index, boolean ascending) -> {
                    Field<?> mean = DSL.avg(runs.field(numbers.get(index)));
                    order.add(nullLast(mean));
                    order.add(ascending ? mean.asc() : mean.desc());
                }
            }
        }
        keys.forEach(key -> order.addAll(byKey(runs, key, true)));
        return order;
    }

    private static List<SortField<?>> byKey(Table<?> runs, GroupKey key, boolean ascending) {
        List<SortField<?>> order = new ArrayList<>();
        order.add(nullLast(runs.field(key.columns().getFirst())));
        for (Field<?> column : key.columns()) {
            Field<?> named = runs.field(column);
            order.add(ascending ? named.asc() : named.desc());
        }
        return order;
    }

    private static SortField<?> nullLast(Field<?> field) {
        return DSL.when(field.isNull(), DSL.inline(1)).otherwise(DSL.inline(0)).asc();
    }

    private RunGroup group(Record row) {
        List<Aggregate> aggregates = new ArrayList<>();
        for (Field<Double> number : numbers) {
            String name = number.getName();
            long count = row.get(name + "_count", long.class);
            aggregates.add(
                    count == 0
                            ? null
                            : new Aggregate(
                                    count,
                                    row.get(name + "_mean", double.class),
                                    row.get(name + "_dev", double.class),
                                    row.get(name + "_min", double.class),
                                    row.get(name + "_max", double.class)));
        }
        return new RunGroup(
                keys.stream().map(key -> key.read().apply(row)).toList(), row.get("runs", long.class), aggregates);
    }

    private static int offset(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        if (cursor.length() < MAX_OFFSET_CHARACTERS && cursor.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Integer.parseInt(cursor);
        }
        throw Fault.invalid("The cursor is not one of this list");
    }
}
