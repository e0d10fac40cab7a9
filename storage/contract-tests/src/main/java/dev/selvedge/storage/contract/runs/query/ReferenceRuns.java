package dev.selvedge.storage.contract.runs.query;

import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.query.RunFacts;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Bool;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import dev.selvedge.platform.filter.OrderKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The answers by reading everything: slow, and plainly right. */
final class ReferenceRuns {

    private final List<RunFacts> runs = new ArrayList<>();

    void add(Run run, String username, RunDocuments documents) {
        runs.add(new RunFacts(run, username, documents));
    }

    List<RunId> find(Filter<RunField> filter, List<OrderKey<RunField>> order) {
        return runs.stream()
                .filter(run -> FilterMatcher.matches(filter, run::value))
                .sorted(comparator(order))
                .map(known -> known.run().id())
                .toList();
    }

    private static Comparator<RunFacts> comparator(List<OrderKey<RunField>> order) {
        Comparator<RunFacts> all = (a, b) -> 0;
        for (OrderKey<RunField> key : order) {
            all = all.thenComparing((a, b) -> compare(a.value(key.key()), b.value(key.key()), key.ascending()));
        }
        Comparator<RunFacts> byId =
                Comparator.comparing(known -> known.run().id().value());
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
