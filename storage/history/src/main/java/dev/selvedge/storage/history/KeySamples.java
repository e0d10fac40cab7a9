package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.SampleSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Rows cut to some keys. */
final class KeySamples {

    /** Characters of a value in JSON, mostly: its digits are most of it. */
    private static final int LIKELY_VALUE = 20;

    private final SampleSpec spec;
    private final Map<Block, Column[]> columnsOf = new IdentityHashMap<>();
    private final List<Selection> selections = new ArrayList<>();

    private KeySamples(View view, SampleSpec spec) {
        this.spec = spec;
        view.readAhead(this::isTouched);
        for (Piece piece : view.pieces()) {
            if (!isTouched(piece.block())) {
                continue;
            }
            Column[] columns = columnsOf.computeIfAbsent(piece.block(), block -> columns(block, spec.keys()));
            if (columns.length == spec.keys().size()) {
                selections.add(Selection.of(piece, spec.steps()).holding(columns));
            }
        }
    }

    private boolean isTouched(Block block) {
        return spec.steps().touches(block.firstStep(), block.lastStep());
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

    static List<String> rows(View view, SampleSpec spec) {
        List<String> rows = new ArrayList<>();
        new KeySamples(view, spec).write(new StringBuilder(), row -> {
            rows.add(row.toString());
            row.setLength(0);
        });
        return rows;
    }

    /** The same as one JSON array: what stands in a chart's answer, made without a text for each of its rows. */
    static String array(View view, SampleSpec spec) {
        KeySamples samples = new KeySamples(view, spec);
        StringBuilder out = new StringBuilder(samples.likelyLength()).append('[');
        samples.write(out, row -> row.append(','));
        if (out.length() > 1) {
            out.setLength(out.length() - 1);
        }
        return out.append(']').toString();
    }

    private int likelyLength() {
        long rows = Math.min(
                spec.samples(), selections.stream().mapToLong(Selection::count).sum());
        int row = 2;
        for (String key : spec.keys()) {
            row += key.length() + 4 + LIKELY_VALUE;
        }
        return (int) Math.min(1 << 20, 2 + rows * row);
    }

    private interface Ended {
        void row(StringBuilder out);
    }

    private void write(StringBuilder out, Ended ended) {
        String[] names = names();
        Sampling.pick(selections, spec.samples(), new Sampling.Picked() {
            private Selection opened;
            private Column[] columns;

            @Override
            public void row(Selection selection, int row) {
                if (selection != opened) {
                    opened = selection;
                    columns = columnsOf.get(selection.piece().block());
                }
                out.append('{');
                for (int i = 0; i < columns.length; i++) {
                    out.append(names[i]);
                    JsonValues.append(out, columns[i], columns[i].at(row));
                }
                ended.row(out.append('}'));
            }
        });
    }

    /** What stands before each value of a row. */
    private String[] names() {
        String[] names = new String[spec.keys().size()];
        for (int i = 0; i < names.length; i++) {
            StringBuilder name = new StringBuilder(i == 0 ? "" : ",");
            JsonValues.appendString(name, spec.keys().get(i));
            names[i] = name.append(':').toString();
        }
        return names;
    }
}
