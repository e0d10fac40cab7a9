package dev.selvedge.storage.sql.runs.query;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/**
 * One key of an order, as one or more columns that are compared in turn. Missing values come last in both directions.
 *
 * @param optional whether the first column is null for missing values; the others are null only along with their neighbours
 *     of the same first column
 */
record SortKey(List<Field<?>> columns, boolean optional, boolean ascending) {

    SortKey {
        columns = List.copyOf(columns);
    }

    List<SortField<?>> orderBy() {
        List<SortField<?>> fields = new ArrayList<>();
        if (optional) {
            fields.add(DSL.when(columns.getFirst().isNull(), DSL.inline(1))
                    .otherwise(DSL.inline(0))
                    .asc());
        }
        // a constant orders nothing
        columns.stream()
                .filter(column -> !(column instanceof Param))
                .forEach(column -> fields.add(ascending ? column.asc() : column.desc()));
        return fields;
    }

    /** Rows that come before those that stand where the row with these values stood, or stand there too. */
    Condition upTo(List<?> values) {
        return same(values).or(new SortKey(columns, false, !ascending).beyond(values));
    }

    /** Rows that stand where the row with these values stood. */
    Condition same(List<?> values) {
        if (values.getFirst() == null) {
            return columns.getFirst().isNull();
        }
        List<Condition> equal = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (values.get(i) != null) {
                equal.add(equal(columns.get(i), values.get(i)));
            }
        }
        return DSL.and(equal);
    }

    /** Rows that come after all that stand where the row with these values stood. */
    Condition beyond(List<?> values) {
        if (values.getFirst() == null) {
            return DSL.falseCondition();
        }
        List<Condition> ways = new ArrayList<>();
        if (optional) {
            ways.add(columns.getFirst().isNull());
        }
        Condition before = DSL.noCondition();
        for (int i = 0; i < columns.size(); i++) {
            if (values.get(i) != null) {
                ways.add(before.and(beyond(columns.get(i), values.get(i))));
                before = before.and(equal(columns.get(i), values.get(i)));
            }
        }
        return DSL.or(ways);
    }

    /** Says less than the two others together, but lets an index begin there. */
    Condition notBefore(List<?> values) {
        return optional ? DSL.noCondition() : notBefore(columns.getFirst(), values.getFirst());
    }

    private <T> Condition notBefore(Field<T> column, Object value) {
        T typed = column.getType().cast(value);
        return ascending ? column.ge(typed) : column.le(typed);
    }

    private static <T> Condition equal(Field<T> column, Object value) {
        return column.eq(column.getType().cast(value));
    }

    private <T> Condition beyond(Field<T> column, Object value) {
        T typed = column.getType().cast(value);
        return ascending ? column.gt(typed) : column.lt(typed);
    }
}
