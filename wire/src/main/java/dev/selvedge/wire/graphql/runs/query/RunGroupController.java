package dev.selvedge.wire.graphql.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.runs.query.GroupFilters;
import dev.selvedge.domain.runs.query.RunGroup;
import dev.selvedge.domain.runs.query.RunGroups;
import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code Project.runGroups}. */
@Controller
class RunGroupController {

    private final RunGroups groups;

    RunGroupController(RunGroups groups) {
        this.groups = groups;
    }

    record Group(RawJson key, long runCount, Map<String, Object> aggregates, String filters) {}

    record Groups(List<Connection.Edge<Group>> edges, Connection.PageInfo pageInfo, LongSupplier total) {}

    @SchemaMapping(typeName = "Project")
    Groups runGroups(
            Project project,
            @Argument List<String> groupKeys,
            @Argument String filters,
            @Argument String order,
            @Argument List<String> aggregateKeys,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        var question = new RunGroups.Question(groupKeys, filters, order, aggregateKeys);
        Page<Group> page =
                groups.page(caller, project.id(), question, first, after).map(group -> group(question, group));
        Connection<Group> connection = Connection.of(page);
        return new Groups(
                connection.edges(), connection.pageInfo(), () -> groups.count(caller, project.id(), question));
    }

    @SchemaMapping(typeName = "RunGroupConnection")
    long totalCount(Groups connection) {
        return connection.total().getAsLong();
    }

    private static Group group(RunGroups.Question question, RunGroup group) {
        Map<String, Object> aggregates = new LinkedHashMap<>();
        for (int i = 0; i < question.aggregates().size(); i++) {
            aggregates.put(
                    question.aggregates().get(i), aggregate(group.aggregates().get(i)));
        }
        return new Group(
                new RawJson(GroupFilters.key(question.keys(), group)),
                group.runs(),
                aggregates,
                GroupFilters.filter(question.keys(), group, question.filters()));
    }

    private static Map<String, Object> aggregate(RunGroup.Aggregate numbers) {
        Map<String, Object> aggregate = new LinkedHashMap<>();
        aggregate.put("count", numbers == null ? 0 : numbers.count());
        aggregate.put("mean", numbers == null ? null : finite(numbers.mean()));
        aggregate.put("std", numbers == null ? null : finite(numbers.deviation()));
        aggregate.put("min", numbers == null ? null : finite(numbers.min()));
        aggregate.put("max", numbers == null ? null : finite(numbers.max()));
        return aggregate;
    }

    /** Sums of huge numbers overflow, and JSON has no word for that. */
    private static Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
