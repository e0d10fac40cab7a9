package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.storage.sql.runs.query.ValueRows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Collects how rows of {@code run_value} differ from what they should be, and writes only that. */
final class ValueWriter {

    private final ValueCounts counts = new ValueCounts();
    private final List<Row> inserts = new ArrayList<>();
    private final List<Row> updates = new ArrayList<>();
    private final List<Long> deletes = new ArrayList<>();

    void change(long run, Map<Long, StoredValue> stored, Map<Long, StoredValue> wanted) {
        wanted.forEach((key, value) -> {
            StoredValue old = stored.get(key);
            if (old == null) {
                inserts.add(new Row(Slot.of(key, run), value));
                counts.add(key, value.kind(), 1);
            } else if (!old.equals(value)) {
                updates.add(new Row(Slot.of(key, run), value));
                counts.add(key, old.kind(), -1);
                counts.add(key, value.kind(), 1);
            }
        });
        stored.forEach((key, old) -> {
            if (!wanted.containsKey(key)) {
                deletes.add(Slot.of(key, run));
                counts.add(key, old.kind(), -1);
            }
        });
    }

    void flush(DSLContext sql, ValueRows rows) {
        Comparator<Row> neighbours = Comparator.comparingLong(Row::slot);
        deletes.sort(null);
        rows.delete(deletes);
        updates.sort(neighbours);
        rows.change(updates);
        inserts.sort(neighbours);
        rows.insert(inserts);
        counts.save(sql);
    }
}
