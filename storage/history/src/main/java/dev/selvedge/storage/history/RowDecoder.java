package dev.selvedge.storage.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        JsonCursor json = new JsonCursor(text);
        int row = firstRow;
        while (json.advance()) {
            touchedCount = 0;
            readObject(json, root, row++);
            values += touchedCount;
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
            builder(node)
                    .add(column.row(i) + shift, column.kind(i), column.bits().at(i), text);
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
    private boolean readObject(JsonCursor json, PathNode node, int row) {
        boolean media = false;
        json.step();
        json.advance();
        while (json.peek() != '}') {
            PathNode child = name(json, node);
            json.advance();
            media |= json.peek() == '"' && child.isType();
            readValue(json, child, row);
            json.advance();
            if (json.peek() == ',') {
                json.step();
                json.advance();
            }
        }
        json.step();
        node.rowEnds();
        return media;
    }

    /** Reads a name and its colon. */
    private static PathNode name(JsonCursor json, PathNode node) {
        int from = json.position();
        boolean escapes = json.skipString();
        int to = json.position();
        json.advance();
        json.step();
        return escapes ? node.child(json.unescaped(from, to)) : node.child(json.text(), from + 1, to - 1);
    }

    private void readValue(JsonCursor json, PathNode node, int row) {
        switch (json.peek()) {
            case '"' -> add(node, row, Kind.STRING, 0, json.string());
            case 't' -> readWord(json, node, row, Kind.BOOLEAN, 1);
            case 'f' -> readWord(json, node, row, Kind.BOOLEAN, 0);
            case 'n' -> readWord(json, node, row, Kind.NULL, 0);
            case '[' -> {
                int start = json.position();
                json.skipNested();
                add(node, row, Kind.JSON, 0, Arrays.copyOfRange(json.text(), start, json.position()));
            }
            case '{' -> readNested(json, node, row);
            default -> readNumber(json, node, row);
        }
    }

    private void readWord(JsonCursor json, PathNode node, int row, byte kind, long bits) {
        json.skipWord();
        add(node, row, kind, bits, null);
    }

    private void readNested(JsonCursor json, PathNode node, int row) {
        int start = json.position();
        int mark = touchedCount;
        boolean media = readObject(json, node, row);
        if (media) {
            while (touchedCount > mark) {
                touched[--touchedCount].removeLast();
            }
            add(node, row, Kind.JSON, 0, Arrays.copyOfRange(json.text(), start, json.position()));
        } else if (touchedCount == mark) {
            add(node, row, Kind.JSON, 0, EMPTY_OBJECT);
        }
    }

    private void readNumber(JsonCursor json, PathNode node, int row) {
        int start = json.position();
        byte kind = json.number();
        if (kind == Kind.JSON) {
            add(node, row, kind, 0, Arrays.copyOfRange(json.text(), start, json.position()));
        } else {
            add(node, row, kind, json.bits(), null);
        }
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
}
