package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.util.List;

/** For the embedded database: statements that it has parsed before, a row each. */
final class RowsOneByOne implements ValueRows {

    private final FixedStatement insert;
    private final FixedStatement change;
    private final FixedStatement delete;

    RowsOneByOne(Database database) {
        var sql = database.sql();
        this.insert = StoredRow.insert(database);
        this.change = new FixedStatement(
                database,
                sql.update(RUN_VALUE)
                        .set(RUN_VALUE.KIND, any(RUN_VALUE.KIND))
                        .set(RUN_VALUE.NUM, any(RUN_VALUE.NUM))
                        .set(RUN_VALUE.STR, any(RUN_VALUE.STR))
                        .set(RUN_VALUE.LONG_STR, any(RUN_VALUE.LONG_STR))
                        .where(RUN_VALUE.SLOT.eq(any(RUN_VALUE.SLOT))));
        this.delete =
                new FixedStatement(database, sql.deleteFrom(RUN_VALUE).where(RUN_VALUE.SLOT.eq(any(RUN_VALUE.SLOT))));
    }

    @Override
    public void insert(List<Row> rows) {
        insert.changeEach(rows.stream().map(StoredRow::values).toList());
    }

    @Override
    public void change(List<Row> rows) {
        change.changeEach(rows.stream()
                .map(row -> new Object[] {
                    row.value().kind().code(),
                    row.value().num(),
                    row.value().str(),
                    row.value().longStr(),
                    row.slot()
                })
                .toList());
    }

    @Override
    public void delete(List<Long> slots) {
        delete.changeEach(slots.stream().map(slot -> new Object[] {slot}).toList());
    }
}
