package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Bool;
import dev.selvedge.platform.filter.FilterValue.Null;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import dev.selvedge.platform.filter.Predicate;
import dev.selvedge.platform.filter.Predicate.Comparison;
import dev.selvedge.platform.filter.Regex;
import dev.selvedge.storage.sql.runs.query.ValueKeys.Key;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Tests on values of config and summary. Each asks {@code run_value} for the runs of one key at once: databases answer an
 * uncorrelated IN by one pass over that key's rows, in the order they are stored.
 */
final class ValueSql {

    private final DSLContext sql;
    private final ValueKeys keys;

    ValueSql(DSLContext sql, ValueKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    Condition of(RunField.Value value, Predicate predicate) {
        return keys.of(value)
                .map(key -> of(key, predicate))
                .orElseGet(() -> FilterMatcher.matches(predicate, null) ? DSL.trueCondition() : DSL.falseCondition());
    }

    private Condition of(Key key, Predicate predicate) {
        return switch (predicate) {
            case Predicate.Exists() -> runsWhere(key, DSL.noCondition());
            case Predicate.Equal(var wanted) -> equal(key, wanted);
            case Predicate.In(var wanted) ->
                wanted.isEmpty()
                        ? DSL.falseCondition()
                        : wanted.stream().anyMatch(Null.class::isInstance)
                                ? isNull(key).or(in(key, wanted))
                                : in(key, wanted);
            case Predicate.Compare(var comparison, var bound) -> compares(key, comparison, bound);
            case Predicate.Contains(var part) -> contains(key, part);
            case Predicate.HoldsAll(var parts) ->
                parts.isEmpty()
                        ? DSL.falseCondition()
                        : DSL.and(parts.stream().map(part -> equal(key, part)).toList());
            case Predicate.HasSize(int size) ->
                runsWhere(key, kind(ValueKind.LIST).and(RUN_VALUE.NUM.eq((double) size)));
            case Predicate.Matches(var regex) -> FilterSql.oneOf(matching(key, regex));
        };
    }

    private static Condition runsWhere(Key key, Condition condition) {
        return RUN.ID.in(DSL.select(RUN_VALUE.RUN_ID)
                .from(RUN_VALUE)
                .where(Slot.ofKey(RUN_VALUE, key.id()))
                .and(condition));
    }

    private static Condition kind(ValueKind kind) {
        return RUN_VALUE.KIND.eq(kind.code());
    }

    /** Null stands for missing too. */
    private static Condition isNull(Key key) {
        return DSL.not(runsWhere(key, RUN_VALUE.KIND.ne(ValueKind.NULL.code())));
    }

    private static Condition equal(Key key, FilterValue wanted) {
        return wanted instanceof Null ? isNull(key) : in(key, List.of(wanted));
    }

    /** Nulls in {@code wanted} count only as items of lists. */
    private static Condition in(Key key, List<FilterValue> wanted) {
        List<Condition> alternatives = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (FilterValue value : wanted) {
            switch (value) {
                case Null ignored -> {}
                case Num(double number) when Double.isNaN(number) -> alternatives.add(kind(ValueKind.NAN));
                case Num(double number) -> numbers.add(StoredValue.finite(number));
                case Bool(boolean truth) ->
                    alternatives.add(kind(ValueKind.BOOLEAN).and(RUN_VALUE.NUM.eq(truth ? 1.0 : 0.0)));
                case Text(String text) when text.length() <= StoredValue.MAX_STR -> texts.add(text);
                default -> {
                    StoredValue stored = StoredValue.of(value);
                    alternatives.add(kind(stored.kind()).and(same(stored)));
                }
            }
            if (key.lists() && !(value instanceof Null)) {
                alternatives.add(kind(ValueKind.LIST).and(holds(StoredValue.itemIn(value))));
            }
        }
        if (!numbers.isEmpty()) {
            alternatives.add(kind(ValueKind.NUMBER).and(RUN_VALUE.NUM.in(numbers)));
        }
        if (!texts.isEmpty()) {
            alternatives.add(
                    kind(ValueKind.TEXT).and(RUN_VALUE.LONG_STR.isNull()).and(RUN_VALUE.STR.in(texts)));
        }
        return alternatives.isEmpty() ? DSL.falseCondition() : runsWhere(key, DSL.or(alternatives));
    }

    private static Condition same(StoredValue stored) {
        return RUN_VALUE
                .STR
                .eq(stored.str())
                .and(stored.longStr() == null ? RUN_VALUE.LONG_STR.isNull() : RUN_VALUE.LONG_STR.eq(stored.longStr()));
    }

    private static Condition compares(Key key, Comparison comparison, FilterValue bound) {
        return switch (bound) {
            case Num(double number)
            when !Double.isNaN(number) ->
                runsWhere(
                        key,
                        kind(ValueKind.NUMBER).and(compare(RUN_VALUE.NUM, comparison, StoredValue.finite(number))));
            case Bool(boolean truth) ->
                runsWhere(key, kind(ValueKind.BOOLEAN).and(compare(RUN_VALUE.NUM, comparison, truth ? 1.0 : 0.0)));
            case Text(String text) -> runsWhere(key, kind(ValueKind.TEXT).and(compareText(comparison, text)));
            case Time time -> throw new IllegalArgumentException("Documents hold no " + time);
            default -> DSL.falseCondition();
        };
    }

    /** By the beginnings, and by the whole only where those do not decide. */
    private static Condition compareText(Comparison comparison, String text) {
        String beginning = StoredValue.of(new Text(text)).str();
        Comparison strict = comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL
                ? Comparison.GREATER
                : Comparison.LESS;
        Field<String> whole = DSL.coalesce(RUN_VALUE.LONG_STR, RUN_VALUE.STR);
        return compare(RUN_VALUE.STR, strict, beginning)
                .or(RUN_VALUE.STR.eq(beginning).and(compare(whole, comparison, text)));
    }

    static <T> Condition compare(Field<T> field, Comparison comparison, T bound) {
        return switch (comparison) {
            case GREATER -> field.gt(bound);
            case GREATER_OR_EQUAL -> field.ge(bound);
            case LESS -> field.lt(bound);
            case LESS_OR_EQUAL -> field.le(bound);
        };
    }

    private static Condition contains(Key key, FilterValue part) {
        List<Condition> alternatives = new ArrayList<>();
        if (part instanceof Text(String text)) {
            alternatives.add(kind(ValueKind.TEXT).and(holds(text)));
        }
        if (key.lists()) {
            alternatives.add(kind(ValueKind.LIST).and(holds(StoredValue.itemIn(part))));
        }
        return alternatives.isEmpty() ? DSL.falseCondition() : runsWhere(key, DSL.or(alternatives));
    }

    private static Condition holds(String part) {
        return holds(RUN_VALUE.STR, part).or(holds(RUN_VALUE.LONG_STR, part));
    }

    /** Unknown where {@code field} is null. */
    static Condition holds(Field<String> field, String part) {
        return DSL.position(field, part).gt(0);
    }

    private List<Long> matching(Key key, Regex regex) {
        List<Long> runs = new ArrayList<>();
        sql.select(RUN_VALUE.RUN_ID, RUN_VALUE.KIND, RUN_VALUE.STR, RUN_VALUE.LONG_STR)
                .from(RUN_VALUE)
                .where(Slot.ofKey(RUN_VALUE, key.id()))
                .and(RUN_VALUE.KIND.in(ValueKind.TEXT.code(), ValueKind.LIST.code()))
                .forEach(row -> {
                    String whole = row.value4() == null ? row.value3() : row.value4();
                    boolean found = ValueKind.of(row.value2()) == ValueKind.TEXT
                            ? regex.find(whole)
                            : StoredValue.textsOf(whole).stream().anyMatch(regex::find);
                    if (found) {
                        runs.add(row.value1());
                    }
                });
        return runs;
    }
}
