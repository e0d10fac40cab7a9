package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.SampleSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows cut to some keys. */
final class KeySamples {

    private KeySamples() {}

    static List<String> of(View view, SampleSpec spec) {
        Map<Block, Column[]> columnsOf = new HashMap<>();
        List<Selection> selections = new ArrayList<>();
        for (Piece piece : view.pieces()) {
            if (!spec.steps().touches(piece.block().firstStep(), piece.block().lastStep())) {
                continue;
            }
            Column[] columns = columnsOf.computeIfAbsent(piece.block(), block -> columns(block, spec.keys()));
            if (columns.length == spec.keys().size()) {
                selections.add(Selection.of(piece, spec.steps()).holding(columns));
            }
        }
        List<String> rows = new ArrayList<>();
        Sampling.pick(
                selections,
                spec.samples(),
                (selection, row) -> rows.add(row(columnsOf.get(selection.piece().block()), spec.keys(), row)));
        return rows;
    }

    /** Shorter than {@code keys} when one of them is absent. */
    private static Column[] columns(Block block, List<String> keys) {
        List<Column> columns = new ArrayList<>();
        for (String key : keys) {
            Column column = block.column(key);
            if (column == null) {
                break;
            }
            columns.add(column);
        }
        return columns.toArray(Column[]::new);
    }

    private static String row(Column[] columns, List<String> keys, int row) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            JsonValues.appendString(out, keys.get(i));
            out.append(':');
            JsonValues.append(out, columns[i], columns[i].at(row));
        }
        return out.append('}').toString();
    }
}
