package dev.selvedge.wire.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.Smoothing;
import dev.selvedge.platform.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryQuestionTest {

    @Test
    void whatIsLeftOutHasADefault() {
        BucketQuery query = parse("{\"entity\":\"e\",\"project\":\"p\",\"series\":[{\"run\":\"r\",\"key\":\"k\"}]}")
                .query(List.of());
        assertThat(query)
                .isEqualTo(new BucketQuery(
                        HistoryStream.HISTORY, "_step", 1_000, null, null, false, Smoothing.NONE, List.of()));
    }

    @Test
    void everythingCanBeSaid() {
        BucketQuery query = parse(
                        "{\"entity\":\"e\",\"project\":\"p\",\"stream\":\"events\",\"x\":\"_runtime\",\"buckets\":10,"
                                + "\"range\":{\"min\":1,\"max\":null},\"points\":\"samples\",\"smoothing\":{\"kind\":\"timeWeightedEma\",\"parameter\":0.6},"
                                + "\"series\":[],\"known\":{\"r\":\"1\"}}")
                .query(List.of());
        assertThat(query)
                .isEqualTo(new BucketQuery(
                        HistoryStream.EVENTS,
                        "_runtime",
                        10,
                        1.0,
                        null,
                        true,
                        new Smoothing(Smoothing.Kind.TIME_WEIGHTED_EMA, 0.6),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"entity\":\"e\",\"project\":\"p\"}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[null]}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[{\"run\":\"r\"}]}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[],\"buckets\":0}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[],\"points\":\"some\"}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[],\"buckets\":1000000}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[],\"stream\":\"output\"}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[],\"smoothing\":{\"kind\":\"magic\"}}",
                "{\"entity\":\"e\",\"project\":\"p\",\"series\":[],\"smoothing\":{\"kind\":\"ema\",\"parameter\":1}}"
            })
    void nonsenseIsRefusedWithAReason(String body) {
        assertThatThrownBy(() -> parse(body).query(List.of()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
    }

    private static HistoryQuestion parse(String body) {
        return HistoryQuestion.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
