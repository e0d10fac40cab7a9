package dev.selvedge.domain.runs.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.platform.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

class QuickRowTest {

    private static final List<String> ROWS = List.of(
            "{}",
            "{\"_step\":12,\"a\":1.5}",
            "{\"_step\":-3,\"a\":{\"b\":[1,2,{\"c\":null}]},\"_step2\":1}",
            " { \"_step\" : 7 , \"x\" : true , \"y\" : false } ",
            "{\"a\":NaN,\"b\":Infinity,\"c\":-Infinity,\"d\":-0,\"e\":1e-7,\"f\":0.5E+3}",
            "{\"text\":\"a \\\"quoted\\\" \\n line\",\"_step\":1}",
            "{\"é\":\"ü\",\"_step\":999999999999999999}");

    @Test
    void takesTheUsualKindOfRow() {
        for (String row : ROWS) {
            assertThat(accepts(row + "\n")).as(row).isTrue();
        }
    }

    @Test
    void findsTheStepWhereverItStands() {
        byte[] text = " { \"a\":{\"_step\":5}, \"_step\" : 42 }\n".getBytes(StandardCharsets.UTF_8);
        QuickRow row = new QuickRow(text);

        assertThat(row.accepts(0, text.length)).isTrue();
        assertThat(row.step()).isEqualTo(42);
        assertThat(new String(text, row.stepStart(), row.stepEnd() - row.stepStart(), StandardCharsets.UTF_8))
                .isEqualTo("42");
    }

    @Test
    void leavesTheUnusualToTheParser() {
        List<String> unusual = List.of(
                "",
                "[]",
                "1",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":tru}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"\\u005fstep\":1}",
                "{\"_step\":1.0}",
                "{\"_step\":\"1\"}",
                "{\"_step\":1234567890123456789012}",
                "{'a':1}",
                "{\"a\":[1,2}",
                "{\"a\":}");
        for (String row : unusual) {
            assertThat(accepts(row + "\n")).as(row).isFalse();
        }
    }

    /** What it accepts, the parser accepts with the same step; so it can never let something through. */
    @Test
    void neverAcceptsWhatTheParserRefuses() {
        Random random = new Random(11);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] text = mutated(ROWS.get(random.nextInt(ROWS.size())) + "\n", random);
            QuickRow row = new QuickRow(text);
            if (row.accepts(0, text.length)) {
                accepted++;
                assertThat(parsedStep(text))
                        .as(new String(text, StandardCharsets.UTF_8))
                        .isEqualTo(row.stepStart() < 0 ? "none" : Long.toString(row.step()));
            }
        }
        assertThat(accepted).isGreaterThan(10_000);
    }

    @Test
    void aLineThatTheParserRefusesIsNamed() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                Fault.class,
                                () -> HistoryLines.of(
                                        HistoryStream.HISTORY, List.of("{\"_step\":0}", "{\"a\":1", "{\"_step\":2}")))
                        .getMessage())
                .startsWith("Line 2 ")
                .contains("cut off");
    }

    private static boolean accepts(String row) {
        byte[] text = row.getBytes(StandardCharsets.UTF_8);
        return new QuickRow(text).accepts(0, text.length);
    }

    private static byte[] mutated(String row, Random random) {
        char[] text = row.toCharArray();
        String alphabet = "{}[]\",:\\eE+-.0123456789 tfnNI_sa";
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            text[random.nextInt(text.length - 1)] = alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return new String(text).getBytes(StandardCharsets.UTF_8);
    }

    private static String parsedStep(byte[] text) {
        String step = "none";
        try (JsonParser parser = RowJson.parser(text, 0, text.length)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.PROPERTY_NAME
                        && depth == 1
                        && parser.currentName().equals("_step")) {
                    assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
                    step = Long.toString(parser.getLongValue());
                }
            }
            assertThat(parser.nextToken()).isNull();
            return step;
        } catch (JacksonException e) {
            return "refused: " + e.getOriginalMessage();
        }
    }
}
