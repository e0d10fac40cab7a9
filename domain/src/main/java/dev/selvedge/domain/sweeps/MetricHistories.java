package dev.selvedge.domain.sweeps;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.StepRange;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A metric of runs as early stopping reads it. Each beat of each agent asks for all runs of its sweep, of which most
 * have ended: what a run logged is read again only when something came.
 */
final class MetricHistories {

    /** Early stopping counts a run's values one by one, so they are not thinned below this. */
    private static final int MOST_VALUES = 100_000;

    private static final int KEPT_BYTES = 16 << 20;
    private static final int ENTRY_BYTES = 200;

    private record State(HistoryId history, String metric, RunCounts counts, Instant updatedAt) {}

    private final HistoryReader reader;
    private final Cache<State, double[]> read = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((State state, double[] values) -> ENTRY_BYTES + values.length * Double.BYTES)
            .build();

    MetricHistories(HistoryReader reader) {
        this.reader = reader;
    }

    /** Finite values in logged order. Not to be changed. */
    double[] of(Run run, String metric) {
        State state = new State(run.history(), metric, run.counts(), run.life().updatedAt());
        double[] known = read.getIfPresent(state);
        if (known == null) {
            known = values(run.history(), metric);
            read.put(state, known);
        }
        return known;
    }

    private double[] values(HistoryId history, String metric) {
        SampleSpec spec = new SampleSpec(List.of(metric), MOST_VALUES, StepRange.ALL);
        return reader.sampledKeys(history, HistoryStream.HISTORY, spec).stream()
                .map(row -> RunJson.parseObject(row, "row").path(metric))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .filter(Double::isFinite)
                .toArray();
    }
}
