package dev.selvedge.storage.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A column as it is stored: values of one kind, with the rows that were something else kept beside them. */
final class StoredColumn {

    /** Beyond, a double cannot tell neighbouring whole numbers apart. */
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final Column column;
    private final byte kind;

    StoredColumn(Column column) {
        this(column, storedKind(column));
    }

    /** @param kind that can hold all values of the column */
    StoredColumn(Column column, byte kind) {
        this.column = column;
        this.kind = kind;
    }

    byte kind() {
        return kind;
    }

    Column column() {
        return column;
    }

    ColumnInfo info(String name, int rows) {
        return new ColumnInfo(
                name,
                column.path(),
                kind,
                kind == Kind.DOUBLE ? rowsOf(Kind.LONG) : null,
                rowsOf(Kind.NULL),
                KeyStats.of(column, 0, rows));
    }

    boolean isStored(int index) {
        return column.kind(index) != Kind.NULL;
    }

    double asDouble(int index) {
        return column.kind(index) == Kind.LONG
                ? column.bits().at(index)
                : Double.longBitsToDouble(column.bits().at(index));
    }

    byte[] asText(int index) {
        return kind == Kind.STRING || column.kind(index) == Kind.JSON
                ? column.texts()[index]
                : JsonValues.text(column, index).getBytes(StandardCharsets.UTF_8);
    }

    private String rowsOf(byte wanted) {
        if (column.kinds() == null) {
            return column.kind() == wanted ? all() : null;
        }
        int[] rows = new int[column.size()];
        int count = 0;
        for (int i = 0; i < column.size(); i++) {
            if (column.kinds()[i] == wanted) {
                rows[count++] = column.row(i);
            }
        }
        return count == 0 ? null : RowSet.text(rows, count);
    }

    private String all() {
        int[] rows = column.rows();
        if (rows == null) {
            rows = new int[column.size()];
            Arrays.setAll(rows, i -> i);
        }
        return RowSet.text(rows, column.size());
    }

    /**
     * What is needed to hold values {@code from} until {@code to} of a column together with those of others:
     * {@link Kind#NULL} when there are none, and {@link Kind#WIDE} tells whole numbers that doubles cannot join.
     */
    static byte kindOf(Column column, int from, int to) {
        int seen = 0;
        boolean exact = true;
        for (int i = from; i < to; i++) {
            seen |= 1 << column.kind(i);
            exact &= column.kind(i) != Kind.LONG || isExact(column.bits().at(i));
        }
        byte kind = storedKind(seen, exact);
        return seen >> 1 == 0 ? Kind.NULL : kind == Kind.LONG && !exact ? Kind.WIDE : kind;
    }

    static boolean isExact(long number) {
        return Math.abs(number) <= EXACT_IN_DOUBLE;
    }

    private static byte storedKind(Column column) {
        if (column.kinds() == null) {
            return column.kind() == Kind.NULL ? Kind.JSON : column.kind();
        }
        int seen = 0;
        boolean exact = true;
        for (int i = 0; i < column.size(); i++) {
            seen |= 1 << column.kinds()[i];
            exact &= column.kinds()[i] != Kind.LONG || isExact(column.bits().at(i));
        }
        return storedKind(seen, exact);
    }

    /** @param seen bits of the kinds of values */
    private static byte storedKind(int seen, boolean exact) {
        int kinds = seen & ~(1 << Kind.NULL);
        if (Integer.bitCount(kinds) == 1) {
            return (byte) Integer.numberOfTrailingZeros(kinds);
        }
        return kinds == (1 << Kind.LONG | 1 << Kind.DOUBLE) && exact ? Kind.DOUBLE : Kind.JSON;
    }
}
