package dev.selvedge.wire.graphql;

import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
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

    RawJsonSerializer() {
        super(RawJson.class);
    }

    @Override
    public void serialize(RawJson value, JsonGenerator generator, SerializationContext context) {
        generator.writeRawValue(strict(value.text()));
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
