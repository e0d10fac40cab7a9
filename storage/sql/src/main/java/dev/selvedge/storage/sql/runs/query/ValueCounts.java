package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_KEY;

import dev.selvedge.storage.sql.schema.tables.records.RunValueKeyRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/** How many runs have a key, by kind of value: collected while values change, then added up in the database. */
final class ValueCounts {

    private final TreeMap<Long, int[]> changes = new TreeMap<>();

    void add(long key, ValueKind kind, int change) {
        changes.computeIfAbsent(key, k -> new int[ValueKind.values().length])[kind.ordinal()] += change;
    }

    void save(DSLContext sql) {
        Map<Field<Integer>, Field<Integer>> sums = new LinkedHashMap<>();
        for (ValueKind kind : ValueKind.values()) {
            sums.put(column(kind), column(kind).plus(DSL.val(0)));
        }
        Object[][] rows = changes.entrySet().stream().map(ValueCounts::row).toArray(Object[][]::new);
        if (rows.length > 0) {
            sql.batch(sql.update(RUN_VALUE_KEY).set(sums).where(RUN_VALUE_KEY.ID.eq(0L)), rows)
                    .execute();
        }
    }

    /** The changes by kind, and the key. */
    private static Object[] row(Map.Entry<Long, int[]> change) {
        int[] kinds = change.getValue();
        Object[] row = new Object[kinds.length + 1];
        for (int i = 0; i < kinds.length; i++) {
            row[i] = kinds[i];
        }
        row[kinds.length] = change.getKey();
        return row;
    }

    private static TableField<RunValueKeyRecord, Integer> column(ValueKind kind) {
        return switch (kind) {
            case NUMBER -> RUN_VALUE_KEY.NUMBERS;
            case BOOLEAN -> RUN_VALUE_KEY.BOOLEANS;
            case TEXT -> RUN_VALUE_KEY.TEXTS;
            case LIST -> RUN_VALUE_KEY.LISTS;
            case NAN -> RUN_VALUE_KEY.NANS;
            case NULL -> RUN_VALUE_KEY.NULLS;
            case OBJECT -> RUN_VALUE_KEY.OBJECTS;
        };
    }
}
