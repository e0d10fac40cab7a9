package dev.selvedge.domain.runs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleLineTest {

    @Test
    void aStructuredLineGivesItsParts() {
        assertThat(
                        back(
                                "{\"ts\":\"2026-03-01T10:00:00.123456\",\"content\":\"oh\",\"level\":\"error\",\"label\":\"w\"}"))
                .isEqualTo(new ConsoleLine(4, "2026-03-01T10:00:00.123456", "error", "w", "oh"));
    }

    @Test
    void aPlainLineGivesTimeAndLevel() {
        assertThat(back("ERROR 2026-03-01T10:00:00.123456 oh no\n"))
                .isEqualTo(new ConsoleLine(4, "2026-03-01T10:00:00.123456", "error", null, "oh no"));
        assertThat(back("2026-03-01T10:00:00.123456 fine"))
                .isEqualTo(new ConsoleLine(4, "2026-03-01T10:00:00.123456", null, null, "fine"));
    }

    @Test
    void anyOtherTextIsALineAsItStands() {
        for (String text : List.of("", "plain", "{not json", "{\"a\":1}", "\u001b[31mred", "a\rb", "quote \" ü \\")) {
            assertThat(back(text)).isEqualTo(new ConsoleLine(4, null, null, null, text));
        }
    }

    private static ConsoleLine back(String line) {
        byte[] text = HistoryLines.of(HistoryStream.OUTPUT, List.of(line)).text();
        String stored = new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
        assertThat(stored).doesNotContain("\n");
        return ConsoleLine.of(4, stored);
    }
}
