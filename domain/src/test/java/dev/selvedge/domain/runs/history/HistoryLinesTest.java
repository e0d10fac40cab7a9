package dev.selvedge.domain.runs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryLinesTest {

    @Test
    void goodLinesAreKeptAsTheyCame() {
        HistoryLines lines =
                rows("{\"_step\":3,\"a\":{\"b\":[1,NaN,-Infinity]}}", " {\"x\": 1e400 , \"ü\":\"\\u0000\"} ");
        assertThat(text(lines.text()))
                .isEqualTo("{\"_step\":3,\"a\":{\"b\":[1,NaN,-Infinity]}}\n {\"x\": 1e400 , \"ü\":\"\\u0000\"} \n");
        assertThat(lines.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "7",
                "[]",
                "null",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":tru}",
                "\"text\"",
                "{\"a\":\"unended}",
                "{\"_step\":1.0}",
                "{\"_step\":\"1\"}",
                "{\"_step\":null}",
                "{\"_step\":99999999999999999999}",
                "{\"a\":\"\u0001\"}"
            })
    void aBadLineRefusesTheWholeBodyAndIsNamed(String bad) {
        assertThatThrownBy(() -> rows("{\"_step\":1}", bad, "{\"_step\":2}"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID))
                .hasMessageStartingWith("Line 2 of the history content ");
        assertThatThrownBy(() -> rows("{\"_step\":1}", bad)).hasMessageContaining("Line 2");
    }

    @Test
    void deepNestingIsRefusedBeforeItHurts() {
        assertThatThrownBy(() -> rows("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .hasMessageContaining("Line 1 of the history content is nested too deep");
    }

    @Test
    void breaksBetweenTokensDoNotMakeTwoRows() {
        HistoryLines lines = rows("{\n\"a\":\r\n1}");
        assertThat(lines.count()).isOne();
        assertThat(text(lines.text())).isEqualTo("{ \"a\":  1}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                    | {"_step":7}
            { }                   | {"_step":7}
            {"a":1}               | {"_step":7,"a":1}
            {"a":{"_step":3}}     | {"_step":7,"a":{"_step":3}}
            """)
    void aRowWithoutStepGetsItsNumber(String row, String stored) {
        assertThat(text(rows(row).textWithSteps(7, false)).replace(" ", "")).isEqualTo(stored + "\n");
    }

    @Test
    void stepsOfManyWritersBecomeRowNumbers() {
        HistoryLines lines = rows("{\"_step\":0,\"a\":1}", "{\"a\":2,\"_step\":1}", "{\"a\":3}");
        assertThat(text(lines.textWithSteps(100, true)))
                .isEqualTo("{\"_step\":100,\"a\":1}\n{\"a\":2,\"_step\":101}\n{\"_step\":102,\"a\":3}\n");
        assertThat(text(lines.textWithSteps(100, false)))
                .isEqualTo("{\"_step\":0,\"a\":1}\n{\"a\":2,\"_step\":1}\n{\"_step\":102,\"a\":3}\n");
        assertThat(lines.lastStep(100)).isEqualTo(102);
        assertThat(lines.firstStep(100)).isZero();
    }

    @Test
    void aPartOfTheLinesIsLinesToo() {
        HistoryLines lines = rows("{\"_step\":10}", "{\"a\":1}", "{\"_step\":12}");
        assertThat(text(lines.from(1).first(1).textWithSteps(5, false))).isEqualTo("{\"_step\":5,\"a\":1}\n");
        assertThat(text(lines.from(2).textWithSteps(5, true))).isEqualTo("{\"_step\":5}\n");
    }

    @Test
    void systemMetricsNeedNoStep() {
        HistoryLines lines = HistoryLines.of(HistoryStream.EVENTS, List.of("{\"_step\":1.5,\"system.cpu\":3}"));
        assertThat(text(lines.text())).isEqualTo("{\"_step\":1.5,\"system.cpu\":3}\n");
    }

    private static HistoryLines rows(String... lines) {
        return HistoryLines.of(HistoryStream.HISTORY, List.of(lines));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
