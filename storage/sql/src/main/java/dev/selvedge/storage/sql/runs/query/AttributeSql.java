package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_TAG;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Null;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import dev.selvedge.platform.filter.Predicate;
import dev.selvedge.platform.filter.Regex;
import dev.selvedge.storage.sql.runs.RunDuration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Tests on the columns of a run, its user's name and its tags. */
final class AttributeSql {

    private static final double MICROSECONDS = 1e6;

    private final DSLContext sql;
    private final ProjectId project;

    AttributeSql(DSLContext sql, ProjectId project) {
        this.sql = sql;
        this.project = project;
    }

    static Field<String> text(Attribute attribute) {
        return switch (attribute) {
            case NAME -> RUN.NAME;
            case DISPLAY_NAME -> RUN.DISPLAY_NAME;
            case STATE -> RUN.STATE;
            case GROUP -> RUN.GROUP_NAME;
            case JOB_TYPE -> RUN.JOB_TYPE;
            case SWEEP -> RUN.SWEEP_NAME;
            case USERNAME -> USER_ACCOUNT.USERNAME;
            case HOST -> RUN.HOST;
            case COMMIT -> RUN.GIT_COMMIT;
            case NOTES -> RUN.NOTES;
            case TAGS, CREATED_AT, UPDATED_AT, HEARTBEAT_AT, DURATION ->
                throw new IllegalArgumentException(attribute + " is no text");
        };
    }

    static Field<Instant> time(Attribute attribute) {
        return switch (attribute) {
            case CREATED_AT -> RUN.CREATED_AT;
            case UPDATED_AT -> RUN.UPDATED_AT;
            case HEARTBEAT_AT -> RUN.HEARTBEAT_AT;
            default -> throw new IllegalArgumentException(attribute + " is no time");
        };
    }

    Condition of(Attribute attribute, Predicate predicate) {
        return switch (attribute) {
            case TAGS -> tags(predicate);
            case CREATED_AT, UPDATED_AT, HEARTBEAT_AT ->
                ordered(time(attribute), predicate, literal -> literal instanceof Time(var time) ? time : null);
            case DURATION ->
                ordered(
                        RunDuration.micros().coerce(SQLDataType.DOUBLE),
                        predicate,
                        literal -> literal instanceof Num(double seconds) && Double.isFinite(seconds)
                                ? (Double) StoredValue.finite(seconds * MICROSECONDS)
                                : null);
            case USERNAME ->
                RUN.USER_ID.in(DSL.select(USER_ACCOUNT.ID)
                        .from(USER_ACCOUNT)
                        .where(text(USER_ACCOUNT.USERNAME, predicate, usernames())));
            default -> {
                Field<String> column = text(attribute);
                Condition test = text(column, predicate, columnOfProject(column));
                yield column.getDataType().nullable() && !isAboutNull(predicate)
                        ? column.isNotNull().and(test)
                        : test;
            }
        };
    }

    /** Such tests are never unknown. */
    private static boolean isAboutNull(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Equal(var value) -> value instanceof Null;
            case Predicate.In(var values) -> values.stream().anyMatch(Null.class::isInstance);
            default -> false;
        };
    }

    /** Finds the rows that a regular expression matches. */
    private interface Search {
        Condition matching(Regex regex);
    }

    private static Condition text(Field<String> column, Predicate predicate, Search search) {
        return switch (predicate) {
            case Predicate.Exists() -> column.isNotNull();
            case Predicate.Equal(var wanted) -> equal(column, wanted);
            case Predicate.In(var wanted) -> {
                Condition known = column.isNotNull().and(column.in(texts(wanted)));
                yield wanted.stream().anyMatch(Null.class::isInstance)
                        ? column.isNull().or(known)
                        : known;
            }
            case Predicate.Compare(var comparison, var bound) ->
                bound instanceof Text(String text) ? ValueSql.compare(column, comparison, text) : DSL.falseCondition();
            case Predicate.Contains(var part) ->
                part instanceof Text(String text) ? ValueSql.holds(column, text) : DSL.falseCondition();
            case Predicate.HoldsAll(var parts) ->
                parts.isEmpty()
                        ? DSL.falseCondition()
                        : DSL.and(
                                parts.stream().map(part -> equal(column, part)).toList());
            case Predicate.HasSize ignored -> DSL.falseCondition();
            case Predicate.Matches(var regex) -> search.matching(regex);
        };
    }

    private static Condition equal(Field<String> column, FilterValue wanted) {
        return switch (wanted) {
            case Null ignored -> column.isNull();
            case Text(String text) -> column.eq(text);
            default -> DSL.falseCondition();
        };
    }

    private static List<String> texts(List<FilterValue> values) {
        return values.stream()
                .flatMap(value -> value instanceof Text(String text) ? java.util.stream.Stream.of(text) : null)
                .toList();
    }

    private Search columnOfProject(Field<String> column) {
        return regex -> FilterSql.oneOf(sql
                .select(RUN.ID, column)
                .from(RUN)
                .where(RUN.PROJECT_ID.eq(project.value()))
                .and(RUN.DELETED_AT.isNull())
                .and(column.isNotNull())
                .stream()
                .filter(row -> regex.find(row.value2()))
                .map(row -> row.value1())
                .toList());
    }

    private Search usernames() {
        return regex -> USER_ACCOUNT.ID.in(sql
                .select(USER_ACCOUNT.ID, USER_ACCOUNT.USERNAME)
                .from(USER_ACCOUNT)
                .where(USER_ACCOUNT.ID.in(
                        DSL.selectDistinct(RUN.USER_ID).from(RUN).where(RUN.PROJECT_ID.eq(project.value()))))
                .stream()
                .filter(row -> regex.find(row.value2()))
                .map(row -> row.value1())
                .toList());
    }

    /** A column that is never null. Literals of another type make {@code literal} null and match nothing. */
    private static <T> Condition ordered(Field<T> column, Predicate predicate, Function<FilterValue, T> literal) {
        return switch (predicate) {
            case Predicate.Exists() -> DSL.trueCondition();
            case Predicate.Equal(var wanted) -> {
                T value = literal.apply(wanted);
                yield value == null ? DSL.falseCondition() : column.eq(value);
            }
            case Predicate.In(var wanted) ->
                column.in(wanted.stream()
                        .map(literal)
                        .filter(java.util.Objects::nonNull)
                        .toList());
            case Predicate.Compare(var comparison, var bound) -> {
                T value = literal.apply(bound);
                yield value == null ? DSL.falseCondition() : ValueSql.compare(column, comparison, value);
            }
            default -> DSL.falseCondition();
        };
    }

    private Condition tags(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Exists() -> DSL.trueCondition();
            case Predicate.Equal(var wanted) -> tagged(List.of(wanted));
            case Predicate.In(var wanted) -> tagged(wanted);
            case Predicate.Contains(var part) -> tagged(List.of(part));
            case Predicate.HoldsAll(var parts) ->
                parts.isEmpty()
                        ? DSL.falseCondition()
                        : DSL.and(parts.stream()
                                .map(part -> tagged(List.of(part)))
                                .toList());
            case Predicate.HasSize(int size) ->
                DSL.field(DSL.selectCount().from(RUN_TAG).where(RUN_TAG.RUN_ID.eq(RUN.ID)))
                        .eq(size);
            case Predicate.Matches(var regex) ->
                taggedBy(sql
                        .selectDistinct(RUN_TAG.TAG)
                        .from(RUN_TAG)
                        .join(RUN)
                        .on(RUN.ID.eq(RUN_TAG.RUN_ID))
                        .where(RUN.PROJECT_ID.eq(project.value()))
                        .stream()
                        .map(row -> row.value1())
                        .filter(regex::find)
                        .toList());
            case Predicate.Compare ignored -> DSL.falseCondition();
        };
    }

    private static Condition tagged(List<FilterValue> wanted) {
        return taggedBy(texts(wanted));
    }

    private static Condition taggedBy(List<String> tags) {
        return tags.isEmpty()
                ? DSL.falseCondition()
                : DSL.exists(DSL.selectOne()
                        .from(RUN_TAG)
                        .where(RUN_TAG.RUN_ID.eq(RUN.ID))
                        .and(RUN_TAG.TAG.in(tags)));
    }
}
