package dev.selvedge.wire.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.history.BucketedSeries;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ColumnsAnswerTest {

    @Test
    void aBrowserFindsEachColumnWhereTheHeaderSays() {
        ColumnsAnswer answer = new ColumnsAnswer();
        double[] exact = {0.5, Double.NaN, Double.NEGATIVE_INFINITY};
        double[] x = {1, 2, 1e300};
        answer.add(
                "r\"1",
                "loss",
                new BucketedSeries(3, true, "7.1", false, 1, 1e300, x, exact, exact, exact, null, "rows 4 to 5"));
        answer.add("gone", "loss", BucketedSeries.NONE);
        answer.add(
                "r2",
                "acc",
                new BucketedSeries(
                        9,
                        false,
                        "8.1",
                        false,
                        0,
                        1,
                        new double[] {0},
                        new double[] {0.1},
                        new double[] {0.1},
                        new double[] {3},
                        new double[] {0.2},
                        null));
        answer.add("same", "acc", BucketedSeries.empty("9.4", true));

        ByteBuffer bytes = ByteBuffer.wrap(answer.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[4];
        bytes.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("SVC1");
        byte[] json = new byte[bytes.getInt()];
        bytes.get(json);
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.position() % 8).isZero();
        JsonNode series = JsonMapper.shared().readTree(json).get("series");
        assertThat(series.get(0).get("damaged").stringValue()).isEqualTo("rows 4 to 5");
        assertThat(series.get(1).has("damaged")).isFalse();

        assertThat(series.get(0).get("run").asString()).isEqualTo("r\"1");
        JsonNode columns = series.get(0).get("columns");
        assertThat(columns.get("last").get("type").asString()).isEqualTo("f32");
        assertThat(columns.get("min")).isEqualTo(columns.get("last"));
        int last = columns.get("last").get("offset").asInt();
        assertThat(data.getFloat(last)).isEqualTo(0.5f);
        assertThat(data.getFloat(last + 4)).isNaN();
        assertThat(data.getFloat(last + 8)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(data.getDouble(columns.get("x").get("offset").asInt() + 16)).isEqualTo(1e300);

        assertThat(series.get(1).get("count").asInt()).isZero();
        assertThat(series.get(1).get("xMin").isNull()).isTrue();
        assertThat(series.get(3).get("unchanged").asBoolean()).isTrue();

        JsonNode second = series.get(2).get("columns");
        assertThat(second.get("max").get("type").asString()).isEqualTo("f64");
        assertThat(data.getDouble(second.get("max").get("offset").asInt())).isEqualTo(3);
        assertThat(data.getDouble(second.get("smoothed").get("offset").asInt())).isEqualTo(0.2);
        second.forEach(column -> assertThat(column.get("offset").asInt() % 8).isZero());
    }
}
