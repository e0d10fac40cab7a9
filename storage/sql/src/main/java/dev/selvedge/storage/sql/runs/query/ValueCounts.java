package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_KEY;

import dev.selvedge.storage.sql.schema.tables.records.RunValueKeyRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.TableField;

/** How many runs have a key, by kind of value: collected while values change, then added up in the database. */
final class ValueCounts {

    private static final int KEYS_AT_ONCE = 1_000;

    private final TreeMap<Long, int[]> changes = new TreeMap<>();

    void add(long key, ValueKind kind, int change) {
        changes.computeIfAbsent(key, k -> new int[ValueKind.values().length])[kind.ordinal()] += change;
    }

    /** Keys that every run has change alike, and take one statement. */
    void save(DSLContext sql) {
        Map<List<Integer>, List<Long>> alike = new LinkedHashMap<>();
        changes.forEach((key, kinds) -> alike.computeIfAbsent(
                        Arrays.stream(kinds).boxed().toList(), change -> new ArrayList<>())
                .add(key));
        List<Query> updates = new ArrayList<>();
        alike.forEach((change, keys) -> {
            Map<Field<Integer>, Field<Integer>> sums = sums(change);
            for (int from = 0; from < keys.size() && !sums.isEmpty(); from += KEYS_AT_ONCE) {
                updates.add(sql.update(RUN_VALUE_KEY)
                        .set(sums)
                        .where(RUN_VALUE_KEY.ID.in(keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE)))));
            }
        });
        if (!updates.isEmpty()) {
            sql.batch(updates).execute();
        }
    }

    /** Of the kinds whose counts change. */
    private static Map<Field<Integer>, Field<Integer>> sums(List<Integer> change) {
        Map<Field<Integer>, Field<Integer>> sums = new LinkedHashMap<>();
        for (ValueKind kind : ValueKind.values()) {
            int by = change.get(kind.ordinal());
            if (by != 0) {
                sums.put(column(kind), column(kind).plus(by));
            }
        }
        return sums;
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
