package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.Predicate;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/** What one question needs of a project in memory: its runs, ascending, and the columns of the keys it names. */
final class RunFrame {

    private final long[] runs;
    private final Map<RunField.Value, ValueColumn> columns;
    private final Function<Filter<RunField>, LongStream> asked;

    /** @param asked the runs, ascending, of a filter that names no values: those change without the index */
    RunFrame(long[] runs, Map<RunField.Value, ValueColumn> columns, Function<Filter<RunField>, LongStream> asked) {
        this.runs = runs;
        this.columns = columns;
        this.asked = asked;
    }

    long run(int place) {
        return runs[place];
    }

    /** Empty where no run of the project has such a value. */
    Optional<ValueColumn> column(RunField.Value value) {
        return Optional.ofNullable(columns.get(value));
    }

    /** The places of the runs that match. */
    BitSet matching(Filter<RunField> filter) {
        if (FilterSql.valuesIn(filter).findAny().isEmpty()) {
            return FilterSql.isAll(filter) ? all() : places(asked.apply(filter));
        }
        return switch (filter) {
            case Filter.And<RunField>(var parts) -> {
                BitSet both = all();
                parts.forEach(part -> both.and(matching(part)));
                yield both;
            }
            case Filter.Or<RunField>(var parts) -> {
                BitSet either = new BitSet(runs.length);
                parts.forEach(part -> either.or(matching(part)));
                yield either;
            }
            case Filter.Not<RunField>(var part) -> {
                BitSet others = all();
                others.andNot(matching(part));
                yield others;
            }
            case Filter.Test<RunField>(var field, var predicate) -> matching((RunField.Value) field, predicate);
        };
    }

    private BitSet all() {
        BitSet all = new BitSet(runs.length);
        all.set(0, runs.length);
        return all;
    }

    private BitSet matching(RunField.Value value, Predicate predicate) {
        BitSet places = FilterMatcher.matches(predicate, null) ? all() : new BitSet(runs.length);
        ValueColumn column = columns.get(value);
        if (column != null) {
            int place = 0;
            for (int i = 0; i < column.size() && place < runs.length; i++) {
                while (place < runs.length && runs[place] < column.run(i)) {
                    place++;
                }
                if (place < runs.length && runs[place] == column.run(i)) {
                    places.set(place, column.matches(i, predicate));
                }
            }
        }
        return places;
    }

    private BitSet places(LongStream ascending) {
        BitSet places = new BitSet(runs.length);
        int[] next = {0};
        ascending.forEach(run -> {
            while (next[0] < runs.length && runs[next[0]] < run) {
                next[0]++;
            }
            if (next[0] < runs.length && runs[next[0]] == run) {
                places.set(next[0]);
            }
        });
        return places;
    }

    /** Where in {@code column} the value of each run is, by place; -1 for runs without one. */
    int[] valuesByPlace(ValueColumn column) {
        int[] values = new int[runs.length];
        int i = 0;
        for (int place = 0; place < runs.length; place++) {
            while (i < column.size() && column.run(i) < runs[place]) {
                i++;
            }
            values[place] = i < column.size() && column.run(i) == runs[place] ? i : -1;
        }
        return values;
    }
}
