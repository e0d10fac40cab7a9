package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;

/** Whole rows of {@code run_value}, as statements take them. */
final class StoredRow {

    private StoredRow() {}

    static FixedStatement insert(Database database) {
        return new FixedStatement(
                database,
                database.sql()
                        .insertInto(RUN_VALUE)
                        .set(RUN_VALUE.SLOT, any(RUN_VALUE.SLOT))
                        .set(RUN_VALUE.RUN_ID, any(RUN_VALUE.RUN_ID))
                        .set(RUN_VALUE.KIND, any(RUN_VALUE.KIND))
                        .set(RUN_VALUE.NUM, any(RUN_VALUE.NUM))
                        .set(RUN_VALUE.STR, any(RUN_VALUE.STR))
                        .set(RUN_VALUE.LONG_STR, any(RUN_VALUE.LONG_STR)));
    }

    /** Of MySQL and MariaDB. */
    static FixedStatement replace(Database database) {
        return new FixedStatement(
                database,
                database.sql()
                        .query(
                                "replace into run_value (slot, run_id, kind, num, str, long_str) values ({0}, {1}, {2}, {3}, {4}, {5})",
                                any(RUN_VALUE.SLOT),
                                any(RUN_VALUE.RUN_ID),
                                any(RUN_VALUE.KIND),
                                any(RUN_VALUE.NUM),
                                any(RUN_VALUE.STR),
                                any(RUN_VALUE.LONG_STR)));
    }

    /** In the order of both. */
    static Object[] values(ValueRows.Row row) {
        return new Object[] {
            row.slot(),
            Slot.run(row.slot()),
            row.value().kind().code(),
            row.value().num(),
            row.value().str(),
            row.value().longStr()
        };
    }
}
