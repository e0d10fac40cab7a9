package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.platform.filter.FilterValue;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Everything that can be asked about one run, read from the run itself; the index gives the same answers for many. */
public final class RunFacts {

    private final Run run;
    private final String username;
    private final Map<Document, Map<String, RunValues.Entry>> values = new EnumMap<>(Document.class);

    public RunFacts(Run run, String username, RunDocuments documents) {
        this.run = run;
        this.username = username;
        values.put(Document.CONFIG, RunValues.of(Document.CONFIG, documents.config()));
        values.put(Document.SUMMARY, RunValues.of(Document.SUMMARY, documents.summary()));
    }

    public Run run() {
        return run;
    }

    /** Null when missing. */
    public FilterValue value(RunField field) {
        return switch (field) {
            case RunField.Value value -> value(value);
            case Attribute attribute ->
                switch (attribute) {
                    case NAME -> text(run.name());
                    case DISPLAY_NAME -> text(run.about().displayName());
                    case STATE -> text(run.state().word());
                    case GROUP -> text(run.about().group());
                    case JOB_TYPE -> text(run.about().jobType());
                    case SWEEP -> text(run.about().sweep());
                    case HOST -> text(run.about().host());
                    case COMMIT -> text(run.about().commit());
                    case NOTES -> text(run.about().notes());
                    case USERNAME -> text(username);
                    case TAGS ->
                        new FilterValue.Items(
                                run.tags().stream().map(FilterValue::of).toList());
                    case CREATED_AT -> new FilterValue.Time(run.life().createdAt());
                    case UPDATED_AT -> new FilterValue.Time(run.life().updatedAt());
                    case HEARTBEAT_AT -> new FilterValue.Time(run.life().heartbeatAt());
                    case DURATION -> FilterValue.of(seconds());
                };
        };
    }

    private FilterValue value(RunField.Value value) {
        return value.paths().stream()
                .map(values.get(value.document())::get)
                .filter(Objects::nonNull)
                .map(RunValues.Entry::value)
                .findFirst()
                .orElse(null);
    }

    private double seconds() {
        Instant end =
                Objects.requireNonNullElse(run.life().finishedAt(), run.life().heartbeatAt());
        return Duration.between(run.life().createdAt(), end).toNanos() / 1e9;
    }

    private static FilterValue text(String text) {
        return text == null ? null : FilterValue.of(text);
    }
}
