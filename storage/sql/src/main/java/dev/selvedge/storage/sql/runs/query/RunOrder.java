package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;

import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.OrderKey;
import dev.selvedge.storage.sql.runs.RunDuration;
import dev.selvedge.storage.sql.schema.tables.RunValue;
import dev.selvedge.storage.sql.schema.tables.UserAccount;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** An order of runs: the tables and columns it needs, and how to go on after a cursor. */
final class RunOrder {

    private final List<SortKey> keys = new ArrayList<>();
    private Table<?> tables = RUN;
    private final int hash;
    private final boolean indexed;

    /** @param few whether the filter leaves a few runs, which an index of its own finds */
    RunOrder(List<OrderKey<RunField>> order, boolean few, ValueKeys values) {
        this.hash = hash(order);
        this.indexed = isByCreation(order) && !few;
        if (indexed) {
            tables = DSL.table("{0} use index (run_created)", RUN);
        }
        for (OrderKey<RunField> key : order) {
            add(key, values);
        }
        boolean ascending = order.isEmpty() || order.getFirst().ascending();
        keys.add(new SortKey(List.of(RUN.ID), false, ascending));
    }

    private RunOrder(SortKey... keys) {
        this.hash = 1;
        this.indexed = false;
        this.keys.addAll(List.of(keys));
    }

    /**
     * Whether an index has this order. H2 has to be told, and then reads a page instead of sorting all runs of the project.
     */
    private static boolean isByCreation(List<OrderKey<RunField>> order) {
        return order.size() == 1 && order.getFirst().key() == Attribute.CREATED_AT;
    }

    /** Tells the cursors of one order from those of others. */
    static int hash(List<OrderKey<RunField>> order) {
        return order.stream()
                .map(key -> key.key() + "/" + key.ascending())
                .toList()
                .hashCode();
    }

    /** Of runs that are deleted. */
    static RunOrder lastDeletedFirst() {
        return new RunOrder(
                new SortKey(List.of(RUN.DELETED_AT), false, false), new SortKey(List.of(RUN.ID), false, false));
    }

    private void add(OrderKey<RunField> key, ValueKeys values) {
        switch (key.key()) {
            case RunField.Value value -> values.of(value).ifPresent(known -> byValue(known.id(), key.ascending()));
            case Attribute attribute -> byAttribute(attribute, key.ascending());
        }
    }

    /** Numbers, booleans, texts and lists, each among themselves; all other kinds count as missing. */
    private void byValue(long key, boolean ascending) {
        RunValue value = RUN_VALUE.as("sort" + keys.size());
        tables = tables.leftJoin(value).on(Slot.ofRun(value, key)).and(value.KIND.le(ValueKind.LAST_ORDERED));
        keys.add(new SortKey(List.of(value.KIND, value.NUM, value.STR), true, ascending));
    }

    private void byAttribute(Attribute attribute, boolean ascending) {
        switch (attribute) {
            case CREATED_AT, UPDATED_AT, HEARTBEAT_AT ->
                keys.add(new SortKey(List.of(AttributeSql.time(attribute)), false, ascending));
            case DURATION -> keys.add(new SortKey(List.of(RunDuration.micros()), false, ascending));
            case USERNAME -> {
                UserAccount user = USER_ACCOUNT.as("sort" + keys.size());
                tables = tables.leftJoin(user).on(user.ID.eq(RUN.USER_ID));
                keys.add(new SortKey(List.of(user.USERNAME), true, ascending));
            }
            case NOTES ->
                // long texts are ordered by their beginning, which also has to fit into a cursor
                keys.add(new SortKey(List.of(DSL.substring(RUN.NOTES, 1, StoredValue.MAX_STR)), true, ascending));
            default -> {
                Field<String> column = AttributeSql.text(attribute);
                keys.add(new SortKey(List.of(column), column.getDataType().nullable(), ascending));
            }
        }
    }

    Table<?> tables() {
        return tables;
    }

    List<Field<?>> columnsAfter(Field<?> first) {
        List<Field<?>> all = new ArrayList<>(List.of(first));
        all.addAll(columns());
        return all;
    }

    private List<Field<?>> columns() {
        return keys.stream().<Field<?>>flatMap(key -> key.columns().stream()).toList();
    }

    /** Of runs of one project. */
    List<SortField<?>> orderBy() {
        List<SortField<?>> fields = new ArrayList<>();
        if (indexed) {
            // the same for all, and the first column of the index
            fields.add(RUN.PROJECT_ID.sort(keys.getFirst().ascending() ? SortOrder.ASC : SortOrder.DESC));
        }
        keys.forEach(key -> fields.addAll(key.orderBy()));
        return fields;
    }

    /** @param offset of the first of {@link #columnsAfter} in {@code row} */
    String cursor(Record row, int offset) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns().size(); i++) {
            values.add(row.get(offset + i));
        }
        return new Cursor(hash, values).encode();
    }

    Condition after(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return DSL.noCondition();
        }
        List<Object> values = Cursor.decode(cursor, hash).values();
        try {
            SortKey first = keys.getFirst();
            return first.notBefore(values.subList(0, first.columns().size())).and(after(0, values));
        } catch (ClassCastException | IndexOutOfBoundsException e) {
            throw Fault.invalid("The cursor is not one of this list");
        }
    }

    private Condition after(int index, List<Object> values) {
        SortKey key = keys.get(index);
        int width = key.columns().size();
        List<Object> own = values.subList(0, width);
        Condition beyond = key.beyond(own);
        return index == keys.size() - 1
                ? beyond
                : beyond.or(key.same(own).and(after(index + 1, values.subList(width, values.size()))));
    }
}
