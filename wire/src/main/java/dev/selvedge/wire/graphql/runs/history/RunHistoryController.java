package dev.selvedge.wire.graphql.runs.history;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.history.ConsolePage;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.graphql.RawJson;
import java.time.Duration;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The rows of a run, as clients ask for them. */
@Controller
@SchemaMapping(typeName = "Run")
class RunHistoryController {

    private static final int DEFAULT_SAMPLES = 500;
    private static final int MOST_SAMPLES = 1_000_000;
    private static final int DEFAULT_LINES = 1_000;
    private static final int MOST_LINES = 100_000;

    /** A scan of a long history keeps its URLs that long. */
    private static final Duration PARQUET_URL_LASTS = Duration.ofHours(6);

    private final HistoryReader reader;
    private final ObjectStore objects;

    RunHistoryController(HistoryReader reader, ObjectStore objects) {
        this.reader = reader;
        this.objects = objects;
    }

    /** {@code maxStep} is exclusive here, and inclusive in {@link #sampledHistory}: clients count on both. */
    @SchemaMapping
    List<String> history(Run run, @Argument Long minStep, @Argument Long maxStep, @Argument Integer samples) {
        return reader.sampledRows(
                run.history(), HistoryStream.HISTORY, StepRange.of(minStep, maxStep), samples(samples));
    }

    @SchemaMapping
    List<String> events(Run run, @Argument Integer samples) {
        return reader.sampledRows(run.history(), HistoryStream.EVENTS, StepRange.ALL, samples(samples));
    }

    @SchemaMapping
    List<RawJson> sampledHistory(Run run, @Argument List<String> specs) {
        return specs.stream()
                .map(spec -> SampledHistorySpec.parse(spec, DEFAULT_SAMPLES, MOST_SAMPLES))
                .map(spec -> spec.rows(reader, run.history()))
                .toList();
    }

    @SchemaMapping
    String historyTail(Run run) {
        return HistoryJson.textList(reader.tail(run.history(), HistoryStream.HISTORY, 1));
    }

    @SchemaMapping
    String eventsTail(Run run) {
        return HistoryJson.textList(reader.tail(run.history(), HistoryStream.EVENTS, 1));
    }

    @SchemaMapping
    RawJson historyKeys(Run run) {
        return HistoryJson.keys(reader.keys(run.history(), HistoryStream.HISTORY));
    }

    /**
     * Either all rows are in files or the client is told of none and pages through the rows: it adds the rows of the
     * live range to those of the files without looking for rows that are in both.
     */
    @SchemaMapping
    ParquetHistory parquetHistory(Run run, @ContextValue String baseUrl) {
        return new ParquetHistory(
                reader.parquetObjects(run.history()).stream()
                        .map(key -> url(baseUrl, key))
                        .toList(),
                List.of());
    }

    record ParquetHistory(List<String> parquetUrls, List<RawJson> liveData) {}

    private String url(String baseUrl, String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return objects.presignGetAndHead(
                        baseUrl,
                        key,
                        new ObjectStore.Presentation(name, "application/vnd.apache.parquet", false),
                        PARQUET_URL_LASTS)
                .url();
    }

    @SchemaMapping
    LogLines logLines(Run run, @Argument Integer first, @Argument String after, @Argument Integer last) {
        ConsolePage page = last == null
                ? reader.linesAfter(run.history(), cursor(after), lines(first))
                : reader.lastLines(run.history(), lines(last));
        return LogLines.of(page);
    }

    private static Long cursor(String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(after);
        } catch (NumberFormatException e) {
            throw Fault.invalid("\"" + after + "\" is not a cursor of log lines");
        }
    }

    private static int lines(Integer asked) {
        if (asked != null && asked < 0) {
            throw Fault.invalid("The number of lines must not be negative");
        }
        return asked == null ? DEFAULT_LINES : Math.min(asked, MOST_LINES);
    }

    private static int samples(Integer asked) {
        if (asked != null && (asked < 1 || asked > MOST_SAMPLES)) {
            throw Fault.invalid("samples must be between 1 and " + MOST_SAMPLES);
        }
        return asked == null ? DEFAULT_SAMPLES : asked;
    }
}
