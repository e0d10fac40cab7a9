package dev.selvedge.wire.history;

import dev.selvedge.domain.runs.history.AggregateQuery;
import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.Smoothing;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.JsonComplaint;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The body of a history query. */
record HistoryQuestion(
        String entity,
        String project,
        String stream,
        String x,
        Integer buckets,
        Range range,
        String points,
        Smooth smoothing,
        List<Series> series,
        Map<String, String> known) {

    static final int MOST_SERIES = 2_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    record Range(Double min, Double max) {}

    record Smooth(String kind, Double parameter) {}

    /** @param group series of one group are answered as one curve; null = by itself */
    record Series(String run, String key, String group) {}

    static HistoryQuestion parse(byte[] body) {
        HistoryQuestion question;
        try {
            question = JSON.readValue(body, HistoryQuestion.class);
        } catch (JacksonException e) {
            throw Fault.invalid("The question is not what it should be: " + JsonComplaint.of(e));
        }
        if (question == null || question.entity == null || question.project == null || question.series == null) {
            throw Fault.invalid("A history query needs \"entity\", \"project\" and \"series\"");
        }
        if (question.series.size() > MOST_SERIES) {
            throw Fault.tooLarge("A history query may ask for at most " + MOST_SERIES + " series");
        }
        for (Series series : question.series) {
            if (series == null || series.run == null || series.key == null) {
                throw Fault.invalid("Each series needs \"run\" and \"key\"");
            }
        }
        return question;
    }

    /** INVALID when the runs of a group are too many for so many buckets. */
    AggregateQuery aggregate(List<BucketQuery.Series> found) {
        BucketQuery frame = query(List.of());
        if (frame.smoothing().kind() != Smoothing.Kind.NONE) {
            throw Fault.invalid(
                    "Groups are not smoothed: their buckets depend on each other's runs. Smooth the answer");
        }
        if (frame.sampled()) {
            throw Fault.invalid("Groups are made of every point of their runs: they cannot be sampled");
        }
        try {
            return new AggregateQuery(frame.stream(), frame.x(), frame.buckets(), frame.min(), frame.max(), found);
        } catch (IllegalArgumentException e) {
            throw Fault.invalid(e.getMessage());
        }
    }

    BucketQuery query(List<BucketQuery.Series> found) {
        try {
            return new BucketQuery(
                    historyStream(),
                    x == null ? "_step" : x,
                    buckets == null ? 1_000 : buckets,
                    range == null ? null : range.min(),
                    range == null ? null : range.max(),
                    sampled(),
                    smoother(),
                    found);
        } catch (IllegalArgumentException e) {
            throw Fault.invalid(e.getMessage());
        }
    }

    private boolean sampled() {
        return switch (points == null ? "buckets" : points) {
            case "buckets" -> false;
            case "samples" -> true;
            default -> throw new IllegalArgumentException("\"points\" is \"buckets\" or \"samples\"");
        };
    }

    private HistoryStream historyStream() {
        return switch (stream == null ? "history" : stream) {
            case "history" -> HistoryStream.HISTORY;
            case "events" -> HistoryStream.EVENTS;
            default -> throw new IllegalArgumentException("\"stream\" is \"history\" or \"events\"");
        };
    }

    private Smoothing smoother() {
        if (smoothing == null || smoothing.kind() == null) {
            return Smoothing.NONE;
        }
        Smoothing.Kind kind = switch (smoothing.kind()) {
            case "none" -> Smoothing.Kind.NONE;
            case "ema" -> Smoothing.Kind.EMA;
            case "timeWeightedEma" -> Smoothing.Kind.TIME_WEIGHTED_EMA;
            case "gaussian" -> Smoothing.Kind.GAUSSIAN;
            case "runningAverage" -> Smoothing.Kind.RUNNING_AVERAGE;
            default -> throw new IllegalArgumentException("There is no smoothing " + smoothing.kind());
        };
        return new Smoothing(kind, smoothing.parameter() == null ? 0 : smoothing.parameter());
    }
}
