package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.RowJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Turns JSON lines into columns, one for each path. Objects are taken apart; lists, empty objects and media objects
 * (those with a {@code _type}) stay whole as JSON text.
 */
final class RowDecoder {

    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final PathNode root = PathNode.root();
    private final List<ColumnBuilder> builders = new ArrayList<>();
    private ColumnBuilder[] touched = new ColumnBuilder[64];
    private int touchedCount;
    private long values;

    /** How many values there are so far. */
    long values() {
        return values;
    }

    /** Adds the lines {@code text}, each ended by a newline, as rows {@code firstRow ..}. */
    void addLines(byte[] text, int firstRow) {
        try (JsonParser parser = RowJson.parser(text, 0, text.length)) {
            int row = firstRow;
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                touchedCount = 0;
                readObject(parser, text, root, row++);
                values += touchedCount;
            }
        }
    }

    /** Adds values that were decoded before; {@code shift} turns their rows into this decoder's. */
    void addColumn(Column column, int fromRow, int toRow, int shift) {
        PathNode node = root;
        for (String name : column.path()) {
            node = node.child(name);
        }
        int to = column.from(toRow);
        for (int i = column.from(fromRow); i < to; i++) {
            byte[] text = column.texts() == null ? null : column.texts()[i];
            builder(node).add(column.row(i) + shift, column.kind(i), column.bits()[i], text);
            values++;
        }
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>(builders.size());
        for (ColumnBuilder builder : builders) {
            if (builder.size() > 0) {
                columns.add(builder.build());
            }
        }
        return columns;
    }

    /** Returns whether the object is a media object. */
    private boolean readObject(JsonParser parser, byte[] text, PathNode node, int row) {
        boolean media = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            PathNode child = node.child(name);
            JsonToken token = parser.nextToken();
            media |= token == JsonToken.VALUE_STRING && name.equals("_type");
            readValue(parser, token, text, child, row);
        }
        node.rowEnds();
        return media;
    }

    private void readValue(JsonParser parser, JsonToken token, byte[] text, PathNode node, int row) {
        switch (token) {
            case VALUE_NUMBER_FLOAT -> readDouble(parser, node, row);
            case VALUE_NUMBER_INT -> readLong(parser, node, row);
            case VALUE_STRING ->
                add(node, row, Kind.STRING, 0, parser.getString().getBytes(StandardCharsets.UTF_8));
            case VALUE_TRUE -> add(node, row, Kind.BOOLEAN, 1, null);
            case VALUE_FALSE -> add(node, row, Kind.BOOLEAN, 0, null);
            case VALUE_NULL -> add(node, row, Kind.NULL, 0, null);
            case START_ARRAY -> {
                int start = tokenStart(parser);
                parser.skipChildren();
                add(node, row, Kind.JSON, 0, Arrays.copyOfRange(text, start, here(parser)));
            }
            case START_OBJECT -> readNested(parser, text, node, row);
            default -> throw new IllegalStateException("Unexpected " + token);
        }
    }

    private void readNested(JsonParser parser, byte[] text, PathNode node, int row) {
        int start = tokenStart(parser);
        int mark = touchedCount;
        boolean media = readObject(parser, text, node, row);
        if (media) {
            while (touchedCount > mark) {
                touched[--touchedCount].removeLast();
            }
            add(node, row, Kind.JSON, 0, Arrays.copyOfRange(text, start, here(parser)));
        } else if (touchedCount == mark) {
            add(node, row, Kind.JSON, 0, EMPTY_OBJECT);
        }
    }

    private void readDouble(JsonParser parser, PathNode node, int row) {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value) && !parser.isNaN()) {
            addRaw(parser, node, row);
        } else {
            add(node, row, Kind.DOUBLE, Double.doubleToRawLongBits(value), null);
        }
    }

    private void readLong(JsonParser parser, PathNode node, int row) {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            addRaw(parser, node, row);
        } else {
            add(node, row, Kind.LONG, parser.getLongValue(), null);
        }
    }

    private void addRaw(JsonParser parser, PathNode node, int row) {
        add(node, row, Kind.JSON, 0, parser.getString().getBytes(StandardCharsets.UTF_8));
    }

    private void add(PathNode node, int row, byte kind, long bits, byte[] value) {
        ColumnBuilder builder = builder(node);
        if (builder.add(row, kind, bits, value)) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, touchedCount * 2);
            }
            touched[touchedCount++] = builder;
        }
    }

    private ColumnBuilder builder(PathNode node) {
        if (node.column == null) {
            node.column = new ColumnBuilder(node.path());
            builders.add(node.column);
        }
        return node.column;
    }

    private static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int here(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
