package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;

import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.OrderKey;
import dev.selvedge.storage.sql.runs.RunDuration;
import dev.selvedge.storage.sql.runs.query.ValueKeys.Key;
import dev.selvedge.storage.sql.schema.tables.RunValue;
import dev.selvedge.storage.sql.schema.tables.UserAccount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** An order of runs: the tables and columns it needs, and how to go on after a cursor. */
final class RunOrder {

    /** In the place of texts where a key has none: MySQL keeps a place of a kilobyte for each of them while it sorts. */
    private static final Field<String> NO_TEXT = DSL.inline(null, RUN_VALUE.STR);

    private final List<SortKey> keys = new ArrayList<>();
    private Table<?> tables = RUN;
    private final int hash;
    private final boolean indexed;
    private Field<Long> run = RUN.ID;
    private Condition rows = DSL.noCondition();
    /** How many values of a cursor are null for all rows, since they are of the key that these runs lack. */
    private int lacking;

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
        byRun(order);
    }

    /** @param hash of the order whose part this one is */
    private RunOrder(int hash, SortKey... keys) {
        this.hash = hash;
        this.indexed = false;
        this.keys.addAll(List.of(keys));
    }

    /**
     * The part of {@code order} that begins it: runs which have an ordered value of its first key. They are read from the
     * values alone unless there are more keys, so that runs may be among them that are deleted or have left the project.
     */
    static RunOrder ofValues(List<OrderKey<RunField>> order, ValueKeys values) {
        List<OrderKey<RunField>> known = known(order, values);
        Key key = firstValue(known, values).orElseThrow();
        RunOrder part = new RunOrder(hash(order));
        RunValue value = RUN_VALUE.as("sort0");
        part.rows = Slot.ofKey(value, key.id()).and(value.KIND.le(ValueKind.LAST_ORDERED));
        part.keys.add(new SortKey(columns(value, key), false, known.getFirst().ascending()));
        if (known.size() == 1) {
            part.tables = value;
            part.run = value.RUN_ID;
        } else {
            part.tables = value.join(RUN).on(RUN.ID.eq(value.RUN_ID));
            known.subList(1, known.size()).forEach(next -> part.add(next, values));
        }
        part.byRun(order);
        return part;
    }

    /** The part of {@code order} that ends it: runs without an ordered value of its first key. */
    static RunOrder ofOthers(List<OrderKey<RunField>> order, ValueKeys values) {
        List<OrderKey<RunField>> known = known(order, values);
        Key key = firstValue(known, values).orElseThrow();
        RunOrder part = new RunOrder(hash(order));
        RunValue value = RUN_VALUE.as("lacking");
        part.tables = ordered(RUN, value, key);
        part.rows = value.SLOT.isNull();
        part.lacking = columns(value, key).size();
        known.subList(1, known.size()).forEach(next -> part.add(next, values));
        part.byRun(order);
        return part;
    }

    /** Whether {@code order} begins with a value, so that it has those two parts. */
    static boolean isByValue(List<OrderKey<RunField>> order, ValueKeys values) {
        return firstValue(known(order, values), values).isPresent();
    }

    /** No run has a value of the others, which therefore order nothing. */
    private static List<OrderKey<RunField>> known(List<OrderKey<RunField>> order, ValueKeys values) {
        return order.stream()
                .filter(key -> !(key.key() instanceof RunField.Value value)
                        || values.of(value).isPresent())
                .toList();
    }

    private static Optional<Key> firstValue(List<OrderKey<RunField>> known, ValueKeys values) {
        return !known.isEmpty() && known.getFirst().key() instanceof RunField.Value value
                ? values.of(value)
                : Optional.empty();
    }

    /** The first values may be of a key that no run has: it says no more than the direction. */
    private void byRun(List<OrderKey<RunField>> order) {
        boolean ascending = order.isEmpty() || order.getFirst().ascending();
        keys.add(new SortKey(List.of(run), false, ascending));
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
                1, new SortKey(List.of(RUN.DELETED_AT), false, false), new SortKey(List.of(RUN.ID), false, false));
    }

    private void add(OrderKey<RunField> key, ValueKeys values) {
        switch (key.key()) {
            case RunField.Value value -> values.of(value).ifPresent(known -> byValue(known, key.ascending()));
            case Attribute attribute -> byAttribute(attribute, key.ascending());
        }
    }

    /** Numbers, booleans, texts and lists, each among themselves; all other kinds count as missing. */
    private void byValue(Key key, boolean ascending) {
        RunValue value = RUN_VALUE.as("sort" + keys.size());
        tables = ordered(tables, value, key);
        keys.add(new SortKey(columns(value, key), true, ascending));
    }

    private static Table<?> ordered(Table<?> runs, RunValue value, Key key) {
        return runs.leftJoin(value).on(Slot.ofRun(value, key.id())).and(value.KIND.le(ValueKind.LAST_ORDERED));
    }

    private static List<Field<?>> columns(RunValue value, Key key) {
        return List.of(value.KIND, value.NUM, key.texts() ? value.STR : NO_TEXT);
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

    /** Which rows of the tables belong to this part of an order. */
    Condition rows() {
        return rows;
    }

    /** The number of the run, and what it is ordered by. */
    List<Field<?>> columns() {
        List<Field<?>> all = new ArrayList<>(List.of(run));
        all.addAll(ordering());
        return all;
    }

    /** Of a part: the key that all its rows have. */
    SortKey first() {
        return keys.getFirst();
    }

    /** Whether rows are ordered by {@link #first} and their runs' creation alone. */
    boolean isByOneKey() {
        return keys.size() == 2;
    }

    private List<Field<?>> ordering() {
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

    /** @param row of {@link #columns} */
    String cursor(Record row) {
        List<Object> values = new ArrayList<>(Collections.nCopies(lacking, null));
        for (int i = 1; i < row.size(); i++) {
            values.add(row.get(i));
        }
        return new Cursor(hash, values).encode();
    }

    Condition after(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return DSL.noCondition();
        }
        List<Object> all = Cursor.decode(cursor, hash).values();
        try {
            List<Object> values = all.subList(lacking, all.size());
            SortKey first = keys.getFirst();
            return first.notBefore(values.subList(0, first.columns().size())).and(after(0, values));
        } catch (ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Fault.invalid("The cursor is not one of this list");
        }
    }

    /** Of the first key, where the cursor stands; null for a run without a value. */
    List<Object> firstValues(String cursor) {
        List<Object> values = Cursor.decode(cursor, hash).values();
        int width = keys.getFirst().columns().size();
        if (values.size() < width) {
            throw Fault.invalid("The cursor is not one of this list");
        }
        return values.getFirst() == null ? null : values.subList(0, width);
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
