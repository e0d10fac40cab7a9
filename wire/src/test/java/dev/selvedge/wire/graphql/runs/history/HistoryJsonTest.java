package dev.selvedge.wire.graphql.runs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.HistoryKeys;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

    @Test
    void keysHaveTheShapeClientsDereference() {
        HistoryKeys keys = new HistoryKeys(11, Map.of("HT%3ML \"", new HistoryKeys.Key("NaN", Map.of("number", 12L))));
        assertThat(HistoryJson.keys(keys).text())
                .isEqualTo("{\"lastStep\":11,\"keys\":{\"HT%3ML \\\"\":{\"previousValue\":NaN,"
                        + "\"typeCounts\":[{\"type\":\"number\",\"count\":12}]}},\"sets\":[]}");
        assertThat(HistoryJson.keys(new HistoryKeys(-1, Map.of())).text())
                .isEqualTo("{\"lastStep\":-1,\"keys\":{},\"sets\":[]}");
    }

    @Test
    void tailsAreListsOfTexts() {
        assertThat(HistoryJson.textList(List.of("{\"a\":1}", "{}"))).isEqualTo("[\"{\\\"a\\\":1}\",\"{}\"]");
        assertThat(HistoryJson.textList(List.of())).isEqualTo("[]");
    }

    @Test
    void theLastStepOfASpecIsInclusive() {
        SampledHistorySpec spec = SampledHistorySpec.parse(
                "{\"keys\":[\"_step\",\"a\"],\"samples\":7,\"minStep\":3,\"maxStep\":9.0,\"new\":1}", 500, 1000);
        assertThat(spec).isEqualTo(new SampledHistorySpec(List.of("_step", "a"), 7, new StepRange(3, 10)));
        assertThat(SampledHistorySpec.parse("{}", 500, 1000))
                .isEqualTo(new SampledHistorySpec(List.of(), 500, StepRange.ALL));
        for (String bad : List.of("", "null", "7", "{\"keys\":3}", "{\"samples\":0}", "{\"samples\":2000}")) {
            assertThatThrownBy(() -> SampledHistorySpec.parse(bad, 500, 1000))
                    .isInstanceOfSatisfying(
                            Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
        }
    }
}
