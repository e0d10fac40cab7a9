package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_KEY;

import dev.selvedge.storage.sql.schema.tables.records.RunValueKeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.TableField;

/** How many runs have a key, by kind of value: collected while values change, then added up in the database. */
final class ValueCounts {

    private final TreeMap<Long, int[]> changes = new TreeMap<>();

    void add(long key, ValueKind kind, int change) {
        changes.computeIfAbsent(key, k -> new int[ValueKind.values().length])[kind.ordinal()] += change;
    }

    void save(DSLContext sql) {
        List<Query> updates = new ArrayList<>();
        changes.forEach((key, kinds) -> {
            for (ValueKind kind : ValueKind.values()) {
                int change = kinds[kind.ordinal()];
                if (change != 0) {
                    TableField<RunValueKeyRecord, Integer> column = column(kind);
                    updates.add(sql.update(RUN_VALUE_KEY)
                            .set(column, column.plus(change))
                            .where(RUN_VALUE_KEY.ID.eq(key)));
                }
            }
        });
        updates.forEach(Query::execute);
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
