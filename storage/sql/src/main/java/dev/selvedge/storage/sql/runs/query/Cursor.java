package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * Where a page ended: the values its last row was ordered by. A list continued from there neither repeats nor skips rows
 * when others come in before it.
 *
 * @param order tells cursors of different orders apart
 * @param values texts, numbers, instants and nulls
 */
record Cursor(int order, List<Object> values) {

    private static final int MAX_CHARACTERS = 20_000;

    Cursor {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    String encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(order);
            for (Object value : values) {
                write(out, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(0);
            case Double number -> {
                out.writeByte(1);
                out.writeDouble(number);
            }
            case String text -> {
                out.writeByte(2);
                out.writeUTF(text);
            }
            case Instant time -> {
                out.writeByte(3);
                out.writeLong(time.getEpochSecond());
                out.writeInt(time.getNano());
            }
            case Byte code -> {
                out.writeByte(4);
                out.writeByte(code);
            }
            case Long number -> {
                out.writeByte(5);
                out.writeLong(number);
            }
            default -> throw new IllegalArgumentException("No order by " + value.getClass());
        }
    }

    /** INVALID unless it was made for the same order. */
    static Cursor decode(String text, int order) {
        try {
            if (text.length() > MAX_CHARACTERS) {
                throw notACursor();
            }
            DataInputStream in = new DataInputStream(
                    new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)));
            if (in.readInt() != order) {
                throw Fault.invalid("The cursor belongs to a list in another order");
            }
            List<Object> values = new ArrayList<>();
            while (in.available() > 0) {
                values.add(read(in));
            }
            return new Cursor(order, values);
        } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
            throw notACursor();
        }
    }

    private static Object read(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case 0 -> null;
            case 1 -> in.readDouble();
            case 2 -> in.readUTF();
            case 3 -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case 4 -> in.readByte();
            case 5 -> in.readLong();
            default -> throw notACursor();
        };
    }

    private static Fault notACursor() {
        return Fault.invalid("The cursor is not one of this list");
    }
}
