package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.Predicate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;

/** What all runs of a project have for one key: rows of {@code run_value} in the order of runs, and never changed. */
final class ValueColumn {

    static final List<Field<?>> FIELDS =
            List.of(RUN_VALUE.RUN_ID, RUN_VALUE.KIND, RUN_VALUE.NUM, RUN_VALUE.STR, RUN_VALUE.LONG_STR);

    private static final int BYTES_A_VALUE = Long.BYTES + 1 + Double.BYTES;
    private static final int BYTES_A_TEXT = 56;

    private final long[] runs;
    private final byte[] kinds;
    private final double[] nums;
    /** Null where no run has a text or a list. */
    private final String[] strs;
    /** Null where no run has a long one. */
    private final String[] longStrs;

    private final long bytes;

    private ValueColumn(long[] runs, byte[] kinds, double[] nums, String[] strs, String[] longStrs, long bytes) {
        this.runs = runs;
        this.kinds = kinds;
        this.nums = nums;
        this.strs = strs;
        this.longStrs = longStrs;
        this.bytes = bytes;
    }

    /** About what it takes in memory. */
    long bytes() {
        return bytes;
    }

    int size() {
        return runs.length;
    }

    long run(int index) {
        return runs[index];
    }

    ValueKind kind(int index) {
        return ValueKind.of(kinds[index]);
    }

    /** Of a number, a boolean or a list. */
    double num(int index) {
        return nums[index];
    }

    /** Of a text or a list: its beginning. */
    String str(int index) {
        return strs == null ? null : strs[index];
    }

    boolean matches(int index, Predicate predicate) {
        return predicate instanceof Predicate.Compare(var comparison, Num(double bound))
                        && kinds[index] == ValueKind.NUMBER.code()
                ? !Double.isNaN(bound) && comparison.accepts(Double.compare(nums[index], StoredValue.finite(bound)))
                : FilterMatcher.matches(predicate, stored(index).value());
    }

    private StoredValue stored(int index) {
        return new StoredValue(kind(index), nums[index], str(index), longStrs == null ? null : longStrs[index]);
    }

    /** The same with what {@code changed} runs have now: {@code rows} of some of them, nothing of the others. */
    ValueColumn with(long[] changed, List<? extends Record> rows) {
        Builder builder = new Builder();
        int row = 0;
        int next = 0;
        for (int i = 0; i < runs.length; i++) {
            for (; row < rows.size() && rows.get(row).get(RUN_VALUE.RUN_ID) <= runs[i]; row++) {
                builder.add(rows.get(row));
            }
            while (next < changed.length && changed[next] < runs[i]) {
                next++;
            }
            if (next == changed.length || changed[next] != runs[i]) {
                builder.add(runs[i], kinds[i], nums[i], str(i), longStrs == null ? null : longStrs[i]);
            }
        }
        rows.subList(row, rows.size()).forEach(builder::add);
        return builder.build();
    }

    /** Takes rows in the order of runs. */
    static final class Builder {
        private long[] runs = new long[16];
        private byte[] kinds = new byte[16];
        private double[] nums = new double[16];
        private String[] strs;
        private String[] longStrs;
        private int size;
        private long textBytes;

        /** Words such as an optimizer's name stand in thousands of runs. */
        private final Map<String, String> texts = new HashMap<>();

        void add(Record row) {
            Double num = row.get(RUN_VALUE.NUM);
            add(
                    row.get(RUN_VALUE.RUN_ID),
                    row.get(RUN_VALUE.KIND),
                    num == null ? 0 : num,
                    row.get(RUN_VALUE.STR),
                    row.get(RUN_VALUE.LONG_STR));
        }

        /** @param num 0 where there is none */
        void add(long run, byte kind, double num, String str, String longStr) {
            if (size == runs.length) {
                grow(size * 2);
            }
            runs[size] = run;
            kinds[size] = kind;
            nums[size] = num;
            if (str != null) {
                strs = strs == null ? new String[runs.length] : strs;
                strs[size] = once(str);
            }
            if (longStr != null) {
                longStrs = longStrs == null ? new String[runs.length] : longStrs;
                longStrs[size] = once(longStr);
            }
            size++;
        }

        private String once(String text) {
            String known = texts.putIfAbsent(text, text);
            if (known == null) {
                textBytes += BYTES_A_TEXT + 2L * text.length();
            }
            return known == null ? text : known;
        }

        long bytes() {
            int references = (strs == null ? 0 : 4) + (longStrs == null ? 0 : 4);
            return (long) size * (BYTES_A_VALUE + references) + textBytes;
        }

        private void grow(int length) {
            runs = Arrays.copyOf(runs, length);
            kinds = Arrays.copyOf(kinds, length);
            nums = Arrays.copyOf(nums, length);
            strs = strs == null ? null : Arrays.copyOf(strs, length);
            longStrs = longStrs == null ? null : Arrays.copyOf(longStrs, length);
        }

        ValueColumn build() {
            long bytes = bytes();
            grow(size);
            return new ValueColumn(runs, kinds, nums, strs, longStrs, bytes);
        }
    }
}
