package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.storage.sql.Database;
import java.util.List;

/** Writes many rows of {@code run_value} in the way that is cheapest for the engine; neighbours come one after the other. */
interface ValueRows {

    record Row(long slot, StoredValue value) {}

    void insert(List<Row> rows);

    /** Rows that are there get other values. */
    void change(List<Row> rows);

    void delete(List<Long> slots);

    static ValueRows of(Database database) {
        return database.engine().isShared() ? new ManyRowsAtOnce(database) : new RowsOneByOne(database);
    }
}
