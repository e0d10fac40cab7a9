package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.Predicate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * A filter as a condition on {@code run} that is true or false, never unknown, so that negation means what it says.
 *
 * <p>Regular expressions are asked beforehand, here rather than in the database: engines differ in syntax, and some can be
 * kept busy for ever.
 */
final class FilterSql {

    private final AttributeSql attributes;
    private final ValueSql values;

    FilterSql(DSLContext sql, ProjectId project, ValueKeys keys) {
        this.attributes = new AttributeSql(sql, project);
        this.values = new ValueSql(sql, keys);
    }

    /** The values of documents that {@code filter} asks for. */
    static Stream<RunField.Value> valuesIn(Filter<RunField> filter) {
        return switch (filter) {
            case Filter.And<RunField>(var parts) -> parts.stream().flatMap(FilterSql::valuesIn);
            case Filter.Or<RunField>(var parts) -> parts.stream().flatMap(FilterSql::valuesIn);
            case Filter.Not<RunField>(var part) -> valuesIn(part);
            case Filter.Test<RunField>(var field, var predicate) ->
                field instanceof RunField.Value value ? Stream.of(value) : Stream.empty();
        };
    }

    static boolean isAll(Filter<RunField> filter) {
        return filter instanceof Filter.And<RunField>(List<Filter<RunField>> parts) && parts.isEmpty();
    }

    /** Whether only runs of certain names, or of certain sweeps, can match. */
    static boolean namesRuns(Filter<RunField> filter) {
        return switch (filter) {
            case Filter.And<RunField>(var parts) -> parts.stream().anyMatch(FilterSql::namesRuns);
            case Filter.Or<RunField>(var parts) ->
                !parts.isEmpty() && parts.stream().allMatch(FilterSql::namesRuns);
            case Filter.Not<RunField> ignored -> false;
            case Filter.Test<RunField>(var field, var predicate) ->
                (field == RunField.Attribute.NAME || field == RunField.Attribute.SWEEP)
                        && (predicate instanceof Predicate.Equal || predicate instanceof Predicate.In);
        };
    }

    Condition of(Filter<RunField> filter) {
        return switch (filter) {
            case Filter.And<RunField>(var parts) ->
                parts.isEmpty()
                        ? DSL.trueCondition()
                        : DSL.and(parts.stream().map(this::of).toList());
            case Filter.Or<RunField>(var parts) ->
                parts.isEmpty()
                        ? DSL.falseCondition()
                        : DSL.or(parts.stream().map(this::of).toList());
            case Filter.Not<RunField>(var part) -> DSL.not(of(part));
            case Filter.Test<RunField>(var field, var predicate) ->
                switch (field) {
                    case RunField.Attribute attribute -> attributes.of(attribute, predicate);
                    case RunField.Value value -> values.of(value, predicate);
                };
        };
    }

    static Condition oneOf(Collection<Long> runs) {
        return runs.isEmpty()
                ? DSL.falseCondition()
                : RUN.ID.in(runs.stream().map(DSL::inline).toList());
    }
}
