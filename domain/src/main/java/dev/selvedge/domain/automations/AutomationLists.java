package dev.selvedge.domain.automations;

import static java.util.stream.Collectors.groupingBy;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterParser;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.OrderKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lists of automations, with filters and order: those that the caller may see. */
public final class AutomationLists {

    private static final int LONGEST_PAGE = 1_000;

    private final AutomationStore store;
    private final AutomationScopes scopes;

    public AutomationLists(AutomationStore store, AutomationScopes scopes) {
        this.store = store;
        this.scopes = scopes;
    }

    /** In or below the entities; in the order they were made when no other is asked for. */
    public Page<Automation> ofEntities(
            Caller caller, Collection<EntityId> entities, String filters, String order, Integer first, String after) {
        Filter<String> filter = FilterParser.parse(filters);
        Comparator<Automation> comparator = comparator(OrderKey.parse(order));
        List<Automation> found = seen(caller, store.ofEntities(entities)).stream()
                .filter(each -> FilterMatcher.matches(filter, (Function<String, FilterValue>) key -> value(each, key)))
                .sorted(comparator)
                .toList();
        return page(found, first == null ? 50 : Math.clamp(first, 1, LONGEST_PAGE), after);
    }

    /**
     * Those of projects and their collections. Released clients that look for an automation by its name alone walk the
     * projects and nothing else, so what watches a whole entity is shown once, with its oldest project.
     */
    public Map<ProjectId, List<Automation>> ofProjects(Caller caller, Collection<Project> projects) {
        Map<ProjectId, List<Automation>> seen = new HashMap<>();
        store.ofProjects(projects.stream().map(Project::id).distinct().toList())
                .forEach((project, all) -> seen.put(project, new ArrayList<>(seen(caller, all))));
        Map<EntityId, List<Automation>> above =
                store
                        .onEntities(projects.stream()
                                .map(Project::entity)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(groupingBy(automation -> automation.scope().entity()));
        above.forEach((entity, all) -> scopes.firstProject(caller, entity)
                .filter(first ->
                        projects.stream().anyMatch(project -> project.id().equals(first)))
                .ifPresent(first -> seen.computeIfAbsent(first, project -> new ArrayList<>())
                        .addAll(seen(caller, all))));
        return seen;
    }

    /** Automations of one place share its rights, which are asked for once. */
    private List<Automation> seen(Caller caller, List<Automation> all) {
        Map<Object, Boolean> answers = new HashMap<>();
        return all.stream()
                .filter(each -> answers.computeIfAbsent(
                        each.scope().project() == null
                                ? each.scope().entity()
                                : each.scope().project(),
                        place -> scopes.mayRead(caller, each.scope())))
                .toList();
    }

    /** The cursor is the number of the last one of a page. */
    private static Page<Automation> page(List<Automation> all, int first, String after) {
        List<String> ids =
                all.stream().map(each -> Long.toString(each.id().value())).toList();
        int from = after == null || after.isEmpty() ? 0 : from(all, ids, after);
        int to = Math.min(all.size(), from + first);
        return new Page<>(all.subList(from, to), ids.subList(from, to), to < all.size());
    }

    /** Callers delete what they list: after one that is gone come those that were made later. */
    private static int from(List<Automation> all, List<String> ids, String after) {
        int found = ids.indexOf(after);
        if (found >= 0) {
            return found + 1;
        }
        long gone;
        try {
            gone = Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new Fault(Fault.Code.INVALID, "The cursor " + after + " is none of this list", e);
        }
        return (int) all.stream().filter(each -> each.id().value() < gone).count();
    }

    private static Comparator<Automation> comparator(List<OrderKey<String>> keys) {
        Comparator<Automation> comparator = (a, b) -> 0;
        for (OrderKey<String> key : keys) {
            Comparator<String> texts = key.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
            comparator =
                    comparator.thenComparing(each -> sortable(value(each, key.key())), Comparator.nullsLast(texts));
        }
        return comparator.thenComparing(each -> each.id().value());
    }

    private static String sortable(FilterValue value) {
        return switch (value) {
            case FilterValue.Text(String text) -> text;
            case FilterValue.Bool(boolean truth) -> Boolean.toString(truth);
            case null, default -> null;
        };
    }

    private static FilterValue value(Automation automation, String key) {
        return switch (key) {
            case "name" -> text(automation.name());
            case "description" -> text(automation.description());
            case "enabled" -> new FilterValue.Bool(automation.enabled());
            case "event_type", "eventType" -> text(automation.event().name());
            case "scope_type", "scopeType" -> text(automation.scope().type().name());
            case "created_at", "createdAt" -> time(automation.createdAt());
            case "updated_at", "updatedAt" -> time(automation.updatedAt());
            case "last_executed_at", "lastExecutedAt" -> time(automation.lastFiredAt());
            default -> null;
        };
    }

    private static FilterValue text(String text) {
        return text == null ? null : FilterValue.of(text);
    }

    /** ISO text of one length compares like the time it stands for. */
    private static FilterValue time(Instant time) {
        return time == null
                ? null
                : FilterValue.of(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
