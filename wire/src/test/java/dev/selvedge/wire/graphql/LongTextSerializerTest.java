package dev.selvedge.wire.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

class LongTextSerializerTest {

    private static final JsonMapper PLAIN = JsonMapper.shared();

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(String.class, new LongTextSerializer()))
            .build();

    private void comesBack(String text) {
        byte[] written = json.writeValueAsBytes(Map.of("text", text));
        assertThat(PLAIN.readValue(written, Map.class)).isEqualTo(Map.of("text", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lr\":{\"value\":0.1}}",
                "\"\\\"\\\\/",
                "line\r\n\tindented\b\f",
                "Grüße, 世界 🎉",
                "\u007f\u0080\u07ff\u0800\uffff",
                "\u0000\u0001\u001f",
                "\"",
                "\u2028\u2029"
            })
    void whatIsWrittenIsTheText(String part) {
        for (int length :
                new int[] {LongTextSerializer.FROM - 1, LongTextSerializer.FROM, LongTextSerializer.FROM + 1, 20_000}) {
            comesBack(part.repeat(1 + length / part.length()).substring(0, whole(part, length)));
        }
    }

    /** So that no character of two chars is cut. */
    private static int whole(String part, int length) {
        return part.contains("🎉") ? length / part.length() * part.length() : length;
    }

    @Test
    void everyCharacterOfTheFirstPlaneComesBack() {
        StringBuilder all = new StringBuilder();
        for (char each = 0; each < Character.MIN_SURROGATE; each++) {
            all.append(each);
        }
        comesBack(all.toString());
        comesBack(all.substring(' '));
    }

    @Test
    void itIsWrittenAsJacksonWritesIt() {
        String text = "{\"a\\\\b\":\"\\\"1/2\\\"\\n\"}\t\r\b\f é世".repeat(100);
        assertThat(json.writeValueAsBytes(text)).isEqualTo(PLAIN.writeValueAsBytes(text));
    }

    @Test
    void theLargestTextsAreWrittenToo() {
        comesBack("\"x\"".repeat(LongTextSerializer.TO));
    }
}
