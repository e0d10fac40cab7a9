package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Collects how rows of {@code run_value} differ from what they should be, and writes only that. */
final class ValueWriter {

    private final DSLContext sql;
    private final ValueCounts counts = new ValueCounts();
    private final List<Object[]> inserts = new ArrayList<>();
    private final List<Object[]> updates = new ArrayList<>();
    private final List<Object[]> deletes = new ArrayList<>();

    ValueWriter(DSLContext sql) {
        this.sql = sql;
    }

    void change(long run, Map<Long, StoredValue> stored, Map<Long, StoredValue> wanted) {
        wanted.forEach((key, value) -> {
            StoredValue old = stored.get(key);
            if (old == null) {
                inserts.add(new Object[] {
                    Slot.of(key, run), run, value.kind().code(), value.num(), value.str(), value.longStr()
                });
                counts.add(key, value.kind(), 1);
            } else if (!old.equals(value)) {
                updates.add(
                        new Object[] {value.kind().code(), value.num(), value.str(), value.longStr(), Slot.of(key, run)
                        });
                counts.add(key, old.kind(), -1);
                counts.add(key, value.kind(), 1);
            }
        });
        stored.forEach((key, old) -> {
            if (!wanted.containsKey(key)) {
                deletes.add(new Object[] {Slot.of(key, run)});
                counts.add(key, old.kind(), -1);
            }
        });
    }

    void flush() {
        execute(sql.deleteFrom(RUN_VALUE).where(RUN_VALUE.SLOT.eq((Long) null)), deletes, 0);
        execute(
                sql.update(RUN_VALUE)
                        .set(RUN_VALUE.KIND, (Byte) null)
                        .set(RUN_VALUE.NUM, (Double) null)
                        .set(RUN_VALUE.STR, (String) null)
                        .set(RUN_VALUE.LONG_STR, (String) null)
                        .where(RUN_VALUE.SLOT.eq((Long) null)),
                updates,
                4);
        execute(
                sql.insertInto(
                                RUN_VALUE,
                                RUN_VALUE.SLOT,
                                RUN_VALUE.RUN_ID,
                                RUN_VALUE.KIND,
                                RUN_VALUE.NUM,
                                RUN_VALUE.STR,
                                RUN_VALUE.LONG_STR)
                        .values((Long) null, null, null, null, null, null),
                inserts,
                0);
        counts.save(sql);
    }

    private void execute(Query query, List<Object[]> rows, int slot) {
        if (rows.isEmpty()) {
            return;
        }
        // neighbours in the table one after the other
        rows.sort(Comparator.comparing(row -> (Long) row[slot]));
        sql.batch(query, rows.toArray(Object[][]::new)).execute();
    }
}
