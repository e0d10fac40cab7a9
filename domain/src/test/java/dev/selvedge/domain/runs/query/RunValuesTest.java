package dev.selvedge.domain.runs.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Fields;
import dev.selvedge.platform.filter.FilterValue.Items;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunValuesTest {

    @Test
    void configLosesItsWrappersAndTheClientsBookkeeping() {
        assertThat(
                        values(
                                Document.CONFIG,
                                "{\"_wandb\":{\"value\":{\"t\":{}}},\"wandb_version\":1,\"lr\":{\"desc\":null,\"value\":0.1},\"opt\":{\"value\":{\"b\":[1,2]}}}"))
                .isEqualTo(Map.of(
                        "lr", FilterValue.of(0.1),
                        "opt", new Fields(),
                        "opt.b", new Items(List.of(FilterValue.of(1), FilterValue.of(2)))));
    }

    @Test
    void summaryKeepsNaNAndNestedKeys() {
        assertThat(values(
                        Document.SUMMARY,
                        "{\"_wandb\":{\"runtime\":1},\"_step\":3,\"a\":{\"min\":NaN},\"n\":null,\"a.b\":true}"))
                .isEqualTo(Map.of(
                        "_step",
                        FilterValue.of(3),
                        "a",
                        new Fields(),
                        "a.min",
                        FilterValue.of(Double.NaN),
                        "n",
                        FilterValue.NULL,
                        "a.b",
                        new FilterValue.Bool(true)));
    }

    @Test
    void theHalfOfACharacterIsReplaced() {
        assertThat(values(Document.SUMMARY, "{\"\\ud83d\":\"x\\ude00\",\"\\ud83d\\ude00\":{\"\\ude00\":1}}"))
                .isEqualTo(Map.of(
                        "\ufffd",
                        FilterValue.of("x\ufffd"),
                        "\ud83d\ude00",
                        new Fields(),
                        "\ud83d\ude00.\ufffd",
                        FilterValue.of(1)));
    }

    @Test
    void mediaAreThereButTheirPartsAreNot() {
        assertThat(values(
                        Document.SUMMARY,
                        "{\"img.x\":1,\"img\":{\"path\":\"p\",\"_type\":\"image-file\",\"more\":{\"a\":1}},\"z\":1}"))
                .isEqualTo(Map.of("img.x", FilterValue.of(1), "img", new Fields(), "z", FilterValue.of(1)));
    }

    @Test
    void whatIsTooLargeStillExists() {
        String numbers = IntStream.range(0, 1_001).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String long16 = "\"" + "x".repeat(33_000) + "\"";
        Map<String, FilterValue> values = values(
                Document.SUMMARY,
                "{\"list\":[" + numbers + "],\"texts\":[" + long16 + "," + long16 + "],\"text\":\"" + "ä".repeat(70_000)
                        + "\",\"" + "k".repeat(513) + "\":1}");
        assertThat(values.get("list")).isEqualTo(new Fields());
        assertThat(values.get("texts")).isEqualTo(new Fields());
        assertThat(values.get("text")).isEqualTo(FilterValue.of("ä".repeat(65_536)));
        assertThat(values).hasSize(3);
    }

    @Test
    void keysBeyondTheLimitAreLeftOut() {
        String many =
                IntStream.range(0, 10_005).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
        assertThat(values(Document.SUMMARY, many)).hasSize(RunValues.MAX_VALUES);
    }

    @Test
    void charactersAreNotCutInHalf() {
        assertThat(RunValues.cut("a😀", 2)).isEqualTo("a");
        assertThat(RunValues.cut("a😀", 3)).isEqualTo("a😀");
    }

    @Test
    void brokenDocumentsHaveNoValues() {
        assertThat(values(Document.SUMMARY, "[1]")).isEmpty();
        assertThat(values(Document.SUMMARY, "{\"a\":")).isEmpty();
    }

    private static Map<String, FilterValue> values(Document document, String text) {
        return RunValues.of(document, text).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().value()));
    }
}
