package dev.selvedge.wire.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes {@link RawJson} text as it is, except for the numbers that JSON does not have: one bare {@code NaN} makes the
 * client's decoder refuse the whole answer, so they go out as the words it turns back into numbers.
 */
final class RawJsonSerializer extends StdSerializer<RawJson> {

    /** A string, which stays as it is, or a bare word. */
    private static final Pattern STRING_OR_WORD =
            Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|(?<word>-?Infinity|NaN)", Pattern.DOTALL);

    /** Characters that are in memory as bytes too while they are written. */
    private static final int PART = 1 << 18;

    RawJsonSerializer() {
        super(RawJson.class);
    }

    @Override
    public void serialize(RawJson value, JsonGenerator generator, SerializationContext context) {
        String text = strict(value.text());
        int end = end(text, 0);
        generator.writeRawValue(new Bytes(text.substring(0, end)));
        while (end < text.length()) {
            int next = end(text, end);
            generator.writeRaw(new Bytes(text.substring(end, next)));
            end = next;
        }
    }

    /** Of the part that begins at {@code from}; never between the two halves of a character. */
    private static int end(String text, int from) {
        int end = Math.min(text.length(), from + PART);
        return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
    }

    /** Turned into bytes at once: the generator's own loop looks at each character. */
    private static final class Bytes extends SerializedString {
        Bytes(String text) {
            super(text);
            _unquotedUTF8Ref = text.getBytes(UTF_8);
        }
    }

    static String strict(String text) {
        if (!text.contains("NaN") && !text.contains("Infinity")) {
            return text;
        }
        return STRING_OR_WORD
                .matcher(text)
                .replaceAll(found -> found.group("word") == null ? "$0" : '"' + found.group("word") + '"');
    }
}
