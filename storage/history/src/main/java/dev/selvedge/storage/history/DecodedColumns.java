package dev.selvedge.storage.history;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Columns by dotted key. Two paths can have one key, as {"a":{"b":1}} and {"a.b":1} do: they are then one column. */
final class DecodedColumns implements BlockCache.Weighed {

    private static final Comparator<List<String>> SEEN_LAST =
            Comparator.<List<String>>comparingInt(List::size).reversed().thenComparing(path -> String.join("\0", path));

    private final Map<String, Column> byKey;
    private final long weight;

    DecodedColumns(List<Column> columns) {
        byKey = HashMap.newHashMap(columns.size());
        long sum = 100;
        for (Column column : columns) {
            Column kept = byKey.merge(column.key(), column, DecodedColumns::merge);
            sum += kept.weight() + 150;
        }
        weight = sum;
    }

    Column get(String key) {
        return byKey.get(key);
    }

    void forEach(BiConsumer<String, Column> action) {
        byKey.forEach(action);
    }

    @Override
    public int weight() {
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }

    /**
     * In a row that has both, that of the shorter path is seen: columns come in the order in which their keys were logged,
     * which is another one in the segment than in each of its chunks.
     */
    static Column merge(Column one, Column other) {
        boolean ordered = SEEN_LAST.compare(one.path(), other.path()) <= 0;
        Column first = ordered ? one : other;
        Column second = ordered ? other : one;
        ColumnBuilder merged = new ColumnBuilder(second.path());
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            int left = i < first.size() ? first.row(i) : Integer.MAX_VALUE;
            int right = j < second.size() ? second.row(j) : Integer.MAX_VALUE;
            if (right <= left) {
                add(merged, second, j++);
                i += right == left ? 1 : 0;
            } else {
                add(merged, first, i++);
            }
        }
        return merged.build();
    }

    private static void add(ColumnBuilder to, Column from, int index) {
        to.add(
                from.row(index),
                from.kind(index),
                from.bits().at(index),
                from.texts() == null ? null : from.texts()[index]);
    }
}
