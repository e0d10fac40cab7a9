package dev.selvedge.storage.contract.runs.query;

import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.domain.runs.query.RunValues;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Bool;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import dev.selvedge.platform.filter.OrderKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answers by reading everything: slow, and plainly right. */
final class ReferenceRuns {

    private record Known(Run run, String username, Map<Document, Map<String, RunValues.Entry>> values) {}

    private final List<Known> runs = new ArrayList<>();

    void add(Run run, String username, RunDocuments documents) {
        Map<Document, Map<String, RunValues.Entry>> values = new HashMap<>();
        values.put(Document.CONFIG, RunValues.of(Document.CONFIG, documents.config()));
        values.put(Document.SUMMARY, RunValues.of(Document.SUMMARY, documents.summary()));
        runs.add(new Known(run, username, values));
    }

    List<RunId> find(Filter<RunField> filter, List<OrderKey<RunField>> order) {
        return runs.stream()
                .filter(known -> FilterMatcher.matches(filter, field -> value(known, field)))
                .sorted(comparator(order))
                .map(known -> known.run().id())
                .toList();
    }

    private static FilterValue value(Known known, RunField field) {
        Run run = known.run();
        return switch (field) {
            case RunField.Value value ->
                value.paths().stream()
                        .map(path -> known.values().get(value.document()).get(path))
                        .filter(entry -> entry != null)
                        .map(RunValues.Entry::value)
                        .findFirst()
                        .orElse(null);
            case RunField.HistoryKey logged -> throw new IllegalArgumentException(logged.key());
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
                    case USERNAME -> text(known.username());
                    case TAGS ->
                        new Items(run.tags().stream().map(FilterValue::of).toList());
                    case CREATED_AT -> new Time(run.life().createdAt());
                    case UPDATED_AT -> new Time(run.life().updatedAt());
                    case HEARTBEAT_AT -> new Time(run.life().heartbeatAt());
                    case DURATION ->
                        new Num(Duration.between(
                                                run.life().createdAt(),
                                                run.life().heartbeatAt())
                                        .toNanos()
                                / 1e9);
                };
        };
    }

    private static FilterValue text(String text) {
        return text == null ? null : FilterValue.of(text);
    }

    private static Comparator<Known> comparator(List<OrderKey<RunField>> order) {
        Comparator<Known> all = (a, b) -> 0;
        for (OrderKey<RunField> key : order) {
            all = all.thenComparing((a, b) -> compare(value(a, key.key()), value(b, key.key()), key.ascending()));
        }
        Comparator<Known> byId = Comparator.comparing(known -> known.run().id().value());
        boolean ascending = order.isEmpty() || order.getFirst().ascending();
        return all.thenComparing(ascending ? byId : byId.reversed());
    }

    /** Numbers, then booleans, texts and lists; what has no order comes last whatever the direction. */
    private static int compare(FilterValue a, FilterValue b, boolean ascending) {
        int missing = Boolean.compare(rank(a) == 9, rank(b) == 9);
        if (missing != 0 || rank(a) == 9) {
            return missing;
        }
        int compared = Integer.compare(rank(a), rank(b));
        if (compared == 0) {
            compared = switch (a) {
                case Num(double number) -> Double.compare(number, ((Num) b).value());
                case Bool(boolean truth) -> Boolean.compare(truth, ((Bool) b).value());
                case Text(String text) -> text.compareTo(((Text) b).value());
                case Time(var time) -> time.compareTo(((Time) b).value());
                case Items(var items) ->
                    Integer.compare(items.size(), ((Items) b).values().size());
                default -> 0;
            };
        }
        return ascending ? compared : -compared;
    }

    private static int rank(FilterValue value) {
        return switch (value) {
            case Num(double number) -> Double.isNaN(number) ? 9 : 1;
            case Bool ignored -> 2;
            case Text ignored -> 3;
            case Time ignored -> 3;
            case Items ignored -> 4;
            case null, default -> 9;
        };
    }
}
