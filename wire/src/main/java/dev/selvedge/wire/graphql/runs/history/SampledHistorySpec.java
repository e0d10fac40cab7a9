package dev.selvedge.wire.graphql.runs.history;

import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.graphql.RawJson;
import dev.selvedge.wire.http.JsonComplaint;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"keys","samples","minStep","maxStep"}}: which rows, cut to which keys; without keys, whole rows. */
record SampledHistorySpec(List<String> keys, int samples, StepRange steps) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Wire(List<String> keys, Integer samples, Double minStep, Double maxStep) {}

    static SampledHistorySpec parse(String spec, int defaultSamples, int mostSamples) {
        Wire wire;
        try {
            wire = JSON.readValue(spec, Wire.class);
        } catch (JacksonException e) {
            throw Fault.invalid("A sampledHistory spec is not what it should be: " + JsonComplaint.of(e));
        }
        if (wire == null) {
            throw Fault.invalid("A sampledHistory spec is null");
        }
        int samples = wire.samples() == null ? defaultSamples : wire.samples();
        if (samples < 1 || samples > mostSamples) {
            throw Fault.invalid("samples must be between 1 and " + mostSamples);
        }
        Long min = wire.minStep() == null ? null : Long.valueOf((long) Math.ceil(wire.minStep()));
        return new SampledHistorySpec(
                wire.keys() == null ? List.of() : wire.keys(), samples, StepRange.of(min, end(wire, samples)));
    }

    /**
     * The last step is inclusive here, but for clients up to 0.22: their pages are as many steps long as they ask
     * samples, and begin where the page before ended. A row more would come twice, and thin out the page.
     */
    private static Long end(Wire wire, int samples) {
        Double maxStep = wire.maxStep();
        if (maxStep == null || maxStep >= Long.MAX_VALUE) {
            return null;
        }
        boolean halfOpen = wire.minStep() != null && maxStep - wire.minStep() == samples;
        return (long) Math.floor(maxStep) + (halfOpen ? 0 : 1);
    }

    RawJson rows(HistoryReader reader, HistoryId history) {
        return keys.isEmpty()
                ? HistoryJson.list(reader.sampledRows(history, HistoryStream.HISTORY, steps, samples))
                : new RawJson(
                        reader.sampledKeysText(history, HistoryStream.HISTORY, new SampleSpec(keys, samples, steps)));
    }
}
