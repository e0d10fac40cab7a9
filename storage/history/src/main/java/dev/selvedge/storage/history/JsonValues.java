package dev.selvedge.storage.history;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes values and names as JSON, NaN and Infinity bare as clients write them. */
final class JsonValues {

    private JsonValues() {}

    static String text(Column column, int index) {
        StringBuilder out = new StringBuilder();
        append(out, column, index);
        return out.toString();
    }

    static void append(StringBuilder out, Column column, int index) {
        switch (column.kind(index)) {
            case Kind.NULL -> out.append("null");
            case Kind.LONG -> out.append(column.bits().at(index));
            case Kind.DOUBLE ->
                appendDouble(out, Double.longBitsToDouble(column.bits().at(index)));
            case Kind.BOOLEAN -> out.append(column.bits().at(index) != 0);
            case Kind.STRING -> appendString(out, column.text(index));
            default -> out.append(new String(column.texts()[index], StandardCharsets.UTF_8));
        }
    }

    static void appendString(StringBuilder out, String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }

    private static void appendDouble(StringBuilder out, double value) {
        // Java's own text of them is the JSON of the clients: NaN, Infinity, -Infinity, 1.0E-5
        out.append(value);
    }
}
