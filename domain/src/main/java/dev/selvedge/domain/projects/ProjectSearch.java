package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterParser;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.OrderKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The projects of an entity by filter and order: how clients look for registries. */
public final class ProjectSearch {

    private static final int PAGE = 500;

    private final Projects projects;

    public ProjectSearch(Projects projects) {
        this.projects = projects;
    }

    /** What the caller may see; without filter and order the last active come first. */
    public Page<Project> find(Caller caller, String entity, String filters, String order, int first, String after) {
        Filter<String> filter = FilterParser.parse(filters);
        List<OrderKey<String>> keys = OrderKey.parse(order);
        if (filter.equals(Filter.all()) && keys.isEmpty()) {
            return projects.list(caller, entity, first, after);
        }
        List<Project> found = all(caller, entity).stream()
                .filter(project ->
                        FilterMatcher.matches(filter, (Function<String, FilterValue>) key -> value(project, key)))
                .sorted(comparator(keys))
                .toList();
        return page(found, Math.clamp(first, 1, 1_000), after);
    }

    private List<Project> all(Caller caller, String entity) {
        List<Project> all = new ArrayList<>();
        Page<Project> page = projects.list(caller, entity, PAGE, null);
        while (true) {
            all.addAll(page.items());
            if (!page.hasNext()) {
                return all;
            }
            page = projects.list(caller, entity, PAGE, page.endCursor());
        }
    }

    /** The cursor is the id of the last project of a page. */
    private static Page<Project> page(List<Project> all, int first, String after) {
        List<String> ids =
                all.stream().map(project -> Long.toString(project.id().value())).toList();
        int from = after == null || after.isEmpty() ? 0 : ids.indexOf(after) + 1;
        int to = Math.min(all.size(), from + first);
        return new Page<>(all.subList(from, to), ids.subList(from, to), to < all.size());
    }

    private static Comparator<Project> comparator(List<OrderKey<String>> keys) {
        Comparator<Project> comparator = (a, b) -> 0;
        for (OrderKey<String> key : keys) {
            Comparator<String> texts = key.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
            comparator = comparator.thenComparing(project -> sortable(project, key.key()), Comparator.nullsLast(texts));
        }
        return comparator.thenComparing(project -> project.id().value());
    }

    private static String sortable(Project project, String key) {
        return switch (value(project, key)) {
            case FilterValue.Text(String text) -> text;
            case FilterValue.Num(double number) -> String.format("%020.0f", number);
            case null, default -> null;
        };
    }

    private static FilterValue value(Project project, String key) {
        return switch (key) {
            case "id" -> new FilterValue.Num(project.id().value());
            case "name" -> text(project.name());
            case "entity_id" -> new FilterValue.Num(project.entity().value());
            case "description" -> text(project.about().description());
            case "created_at", "createdAt" -> time(project.createdAt());
            case "updated_at", "updatedAt" -> time(project.updatedAt());
            default -> null;
        };
    }

    private static FilterValue text(String text) {
        return text == null ? null : new FilterValue.Text(text);
    }

    /** ISO text of one length compares like the time it stands for. */
    private static FilterValue time(Instant time) {
        return time == null
                ? null
                : new FilterValue.Text(
                        time.truncatedTo(java.time.temporal.ChronoUnit.MICROS).toString());
    }
}
