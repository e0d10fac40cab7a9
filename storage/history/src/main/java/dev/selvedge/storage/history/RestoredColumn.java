package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.RowJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;

/** Puts a column together from its stored values and what the footer says of exceptions. */
final class RestoredColumn {

    private final ColumnInfo info;
    private final ColumnBuilder builder;
    private final int[] longs;
    private final int[] nulls;
    private int nextNull;

    RestoredColumn(ColumnInfo info, int rows) {
        this.info = info;
        this.builder = new ColumnBuilder(info.path(), Math.min(rows, 1 << 16));
        this.longs = info.longs() == null ? null : RowSet.rows(info.longs());
        this.nulls = info.nulls() == null ? new int[0] : RowSet.rows(info.nulls());
    }

    void addDouble(int row, double value) {
        if (longs != null && Arrays.binarySearch(longs, row) >= 0) {
            add(row, Kind.LONG, (long) value, null);
        } else {
            add(row, Kind.DOUBLE, Double.doubleToRawLongBits(value), null);
        }
    }

    void addText(int row, byte[] text) {
        if (info.kind() == Kind.STRING) {
            add(row, Kind.STRING, 0, text);
        } else {
            addJson(row, text);
        }
    }

    /** A column of several kinds holds JSON texts; each value gets its own kind again. */
    private void addJson(int row, byte[] text) {
        switch (text[0]) {
            case '"' -> {
                try (JsonParser parser = RowJson.parser(text, 0, text.length)) {
                    parser.nextToken();
                    add(row, Kind.STRING, 0, parser.getString().getBytes(StandardCharsets.UTF_8));
                }
            }
            case 't', 'f' -> add(row, Kind.BOOLEAN, text[0] == 't' ? 1 : 0, null);
            case '{', '[' -> add(row, Kind.JSON, 0, text);
            default -> addNumber(row, text);
        }
    }

    private void addNumber(int row, byte[] text) {
        try (JsonParser parser = RowJson.parser(text, 0, text.length)) {
            parser.nextToken();
            switch (parser.getNumberType()) {
                case INT, LONG -> add(row, Kind.LONG, parser.getLongValue(), null);
                case DOUBLE, FLOAT -> {
                    double value = parser.getDoubleValue();
                    boolean overflow = Double.isInfinite(value) && !parser.isNaN();
                    add(
                            row,
                            overflow ? Kind.JSON : Kind.DOUBLE,
                            overflow ? 0 : Double.doubleToRawLongBits(value),
                            overflow ? text : null);
                }
                default -> add(row, Kind.JSON, 0, text);
            }
        }
    }

    void add(int row, byte kind, long bits, byte[] text) {
        addNullsBefore(row);
        builder.add(row, kind, bits, text);
    }

    Column column() {
        addNullsBefore(Integer.MAX_VALUE);
        return builder.build();
    }

    private void addNullsBefore(int row) {
        while (nextNull < nulls.length && nulls[nextNull] < row) {
            builder.add(nulls[nextNull++], Kind.NULL, 0, null);
        }
    }
}
