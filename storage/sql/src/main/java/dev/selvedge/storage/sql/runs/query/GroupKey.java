package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_TAG;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;

import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.domain.runs.query.RunGroup.Part;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.storage.sql.ExactText;
import dev.selvedge.storage.sql.runs.RunDuration;
import dev.selvedge.storage.sql.schema.tables.RunValue;
import dev.selvedge.storage.sql.schema.tables.UserAccount;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * One key that runs are grouped by.
 *
 * @param columns what runs of one group agree in, null all together for runs without a value
 * @param join adds the table that the columns need
 * @param read makes the group's part from the values of the columns
 */
record GroupKey(List<Field<?>> columns, UnaryOperator<Table<?>> join, Function<Record, Part> read) {

    private static final String DIVIDER = "\n";

    /** Joined tags are no column any more, so they are read here. */
    private static final ExactText EXACT = new ExactText();

    static GroupKey of(int number, RunField field, ValueKeys keys) {
        return switch (field) {
            case RunField.Value value ->
                keys.of(value).map(key -> ofValue(number, key.id())).orElseGet(() -> nothing(number));
            case Attribute attribute -> ofAttribute(number, attribute);
        };
    }

    private static String name(int number, int column) {
        return "g" + number + "_" + column;
    }

    private static GroupKey nothing(int number) {
        return new GroupKey(
                List.of(DSL.inline((String) null).as(name(number, 0))), UnaryOperator.identity(), row -> none());
    }

    private static Part none() {
        return new Part(null, false);
    }

    private static GroupKey ofValue(int number, long key) {
        RunValue value = RUN_VALUE.as("group" + number);
        Field<Byte> kind = value.KIND.as(name(number, 0));
        Field<Double> num = value.NUM.as(name(number, 1));
        Field<String> str = value.STR.as(name(number, 2));
        Field<Integer> cut = DSL.when(value.LONG_STR.isNotNull(), DSL.inline(1)).as(name(number, 3));
        return new GroupKey(
                List.of(kind, num, str, cut),
                tables -> tables.leftJoin(value).on(Slot.ofRun(value, key)).and(value.KIND.ne(ValueKind.NULL.code())),
                row -> row.get(kind.getName(), Byte.class) == null
                        ? none()
                        : new Part(
                                new StoredValue(
                                                ValueKind.of(row.get(kind.getName(), Byte.class)),
                                                row.get(num.getName(), Double.class),
                                                row.get(str.getName(), String.class),
                                                null)
                                        .value(),
                                row.get(cut.getName()) != null));
    }

    private static GroupKey ofAttribute(int number, Attribute attribute) {
        return switch (attribute) {
            case CREATED_AT, UPDATED_AT, HEARTBEAT_AT ->
                one(number, AttributeSql.time(attribute), Instant.class, FilterValue.Time::new);
            case DURATION -> one(number, RunDuration.micros(), Long.class, micros -> FilterValue.of(micros / 1e6));
            case TAGS -> one(number, tags(), String.class, GroupKey::tagList);
            case NOTES -> throw Fault.invalid("Runs cannot be grouped by notes");
            case USERNAME -> {
                UserAccount user = USER_ACCOUNT.as("group" + number);
                GroupKey key = one(number, user.USERNAME, String.class, FilterValue.Text::new);
                yield new GroupKey(
                        key.columns(), tables -> tables.leftJoin(user).on(user.ID.eq(RUN.USER_ID)), key.read());
            }
            default -> one(number, AttributeSql.text(attribute), String.class, FilterValue.Text::new);
        };
    }

    private static <T> GroupKey one(int number, Field<T> column, Class<T> type, Function<T, FilterValue> value) {
        Field<T> named = column.as(name(number, 0));
        return new GroupKey(List.of(named), UnaryOperator.identity(), row -> {
            T stored = row.get(named.getName(), type);
            return stored == null ? none() : new Part(value.apply(stored), false);
        });
    }

    private static Field<String> tags() {
        return DSL.field(
                DSL.select(DSL.groupConcat(RUN_TAG.TAG).orderBy(RUN_TAG.TAG).separator(DIVIDER))
                        .from(RUN_TAG)
                        .where(RUN_TAG.RUN_ID.eq(RUN.ID)));
    }

    private static FilterValue tagList(String joined) {
        return new FilterValue.Items(Arrays.stream(joined.split(DIVIDER))
                .map(EXACT::from)
                .map(FilterValue::of)
                .toList());
    }
}
