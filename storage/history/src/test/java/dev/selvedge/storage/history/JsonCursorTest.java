package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonCursorTest {

    @Test
    void readsDecimalsAsJavaDoes() {
        Random random = new Random(5);
        for (int i = 0; i < 300_000; i++) {
            double value = i % 3 == 0 ? random.nextDouble() : Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertDouble(Double.toString(value), value);
            }
            String few = (random.nextInt(2_000_000) - 1_000_000) + "." + random.nextInt(1_000_000);
            assertDouble(few, Double.parseDouble(few));
            String scaled = random.nextInt(100_000) + "e" + (random.nextInt(700) - 350);
            double parsed = Double.parseDouble(scaled);
            if (Double.isFinite(parsed)) {
                assertDouble(scaled, parsed);
            }
        }
    }

    @Test
    void readsEdgesOfTheRange() {
        for (String text : List.of(
                "0.0",
                "-0.0",
                "4.9e-324",
                "2.2250738585072012e-308",
                "1.7976931348623157e308",
                "9007199254740993.0",
                "0.1000000000000000055511151231257827",
                "123456789012345678901234567890.5",
                "1E22",
                "1e23",
                "0e99999999")) {
            assertDouble(text, Double.parseDouble(text));
        }
    }

    @Test
    void tellsWholeNumbersFromDecimals() {
        for (String text : List.of("0", "-1", "9223372036854775807", "-9223372036854775808", "123456789012345678")) {
            JsonCursor cursor = cursor(text);
            assertThat(cursor.number()).as(text).isEqualTo(Kind.LONG);
            assertThat(cursor.bits()).isEqualTo(Long.parseLong(text));
        }
        assertThat(cursor("9223372036854775808").number()).isEqualTo(Kind.JSON);
        assertThat(cursor("1e400").number()).isEqualTo(Kind.JSON);
    }

    @Test
    void readsWhatIsNoNumber() {
        assertDouble("NaN", Double.NaN);
        assertDouble("Infinity", Double.POSITIVE_INFINITY);
        assertDouble("-Infinity", Double.NEGATIVE_INFINITY);
    }

    private static void assertDouble(String text, double value) {
        JsonCursor cursor = cursor(text);
        assertThat(cursor.number()).as(text).isEqualTo(Kind.DOUBLE);
        assertThat(cursor.bits()).as(text).isEqualTo(Double.doubleToRawLongBits(value));
        assertThat(cursor.position()).isEqualTo(text.length());
    }

    private static JsonCursor cursor(String text) {
        return new JsonCursor((text + "}").getBytes(StandardCharsets.UTF_8));
    }
}
