package dev.selvedge.wire.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes long texts: a page of runs is mostly configs and summaries, JSON within strings, of which each fifth character
 * is escaped, and Jackson's own loop takes twice as long for them. For generators that write bytes.
 */
final class LongTextSerializer extends StdSerializer<String> {

    static final int FROM = 256;

    /** A text is in memory four times while it is written; a larger one goes in pieces, as Jackson does it. */
    static final int TO = 1 << 20;

    /** Of each byte of UTF-8 what stands for it: one or two bytes, the first the lowest, and above them how many. */
    private static final int[] WRITTEN = new int[256];

    private static final int COUNT = 16;

    /** Control characters that have no short form. No document that a client wrote has any. */
    private static final int NONE = 0;

    private static final VarHandle TWO = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    static {
        for (int each = ' '; each < WRITTEN.length; each++) {
            WRITTEN[each] = each | 1 << COUNT;
        }
        String escaped = "\b\t\n\f\r\"\\";
        String letters = "btnfr\"\\";
        for (int i = 0; i < letters.length(); i++) {
            WRITTEN[escaped.charAt(i)] = '\\' | letters.charAt(i) << 8 | 2 << COUNT;
        }
    }

    LongTextSerializer() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator generator, SerializationContext context) {
        if (text.length() < FROM || text.length() > TO) {
            generator.writeString(text);
            return;
        }
        byte[] bytes = text.getBytes(UTF_8);
        byte[] written = new byte[2 * bytes.length];
        int length = write(bytes, written);
        if (length < 0) {
            generator.writeString(text);
        } else {
            generator.writeRawUTF8String(written, 0, length);
        }
    }

    /**
     * Without a branch for each escape: where they come cannot be guessed, and a wrong guess costs more than a byte.
     *
     * @return how many bytes; less than none where the text has what takes more than two
     */
    private static int write(byte[] text, byte[] written) {
        int at = 0;
        for (byte each : text) {
            int two = WRITTEN[each & 0xFF];
            if (two == NONE) {
                return -1;
            }
            TWO.set(written, at, (short) two);
            at += two >> COUNT;
        }
        return at;
    }
}
