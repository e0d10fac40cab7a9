package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import dev.selvedge.storage.sql.OneTimeStatement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** For MySQL and MariaDB: statements of many rows. Those of numbers are written here, of texts by the driver. */
final class ManyRowsAtOnce implements ValueRows {

    /** Fewer cost round trips; of more, the parsed statement no longer fits the processor's cache. */
    private static final int ROWS_AT_ONCE = 1_000;

    private final Database database;
    private final FixedStatement insert;
    private final FixedStatement replace;

    ManyRowsAtOnce(Database database) {
        this.database = database;
        this.insert = StoredRow.insert(database);
        this.replace = StoredRow.replace(database);
    }

    @Override
    public void insert(List<Row> rows) {
        write("insert", insert, rows);
    }

    /** As the table has one unique key and nothing refers to it, {@code replace} changes the row where it is. */
    @Override
    public void change(List<Row> rows) {
        write("replace", replace, rows);
    }

    @Override
    public void delete(List<Long> slots) {
        String delete = "delete from run_value where slot in (";
        inParts(
                slots,
                part -> OneTimeStatement.execute(
                        database,
                        delete + "?)",
                        delete + part.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")"));
    }

    private void write(String verb, FixedStatement each, List<Row> rows) {
        Map<Boolean, List<Row>> haveTexts = rows.stream()
                .collect(Collectors.partitioningBy(row -> row.value().str() != null));
        String begin = verb + " into run_value (slot, run_id, kind, num) values ";
        inParts(
                haveTexts.get(false),
                part -> OneTimeStatement.execute(database, begin + "(?, ?, ?, ?)", numbers(begin, part)));
        inParts(
                haveTexts.get(true),
                part -> each.changeEach(part.stream().map(StoredRow::values).toList()));
    }

    private static <T> void inParts(List<T> rows, Consumer<List<T>> work) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            work.accept(rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
        }
    }

    private static String numbers(String begin, List<Row> rows) {
        StringBuilder text = new StringBuilder(rows.size() * 64).append(begin);
        for (Row row : rows) {
            text.append('(').append(row.slot()).append(',').append(Slot.run(row.slot()));
            text.append(',').append(row.value().kind().code()).append(',');
            Double num = row.value().num();
            // finite: infinities have made way, and what is no number has none
            (num == null ? text.append("null") : text.append(num.doubleValue())).append("),");
        }
        text.setLength(text.length() - 1);
        return text.toString();
    }
}
