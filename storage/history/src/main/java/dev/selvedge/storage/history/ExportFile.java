package dev.selvedge.storage.history;

import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One Parquet file of the rows of several runs. What is not brought to its end has no footer, so that no reader takes it
 * for the whole.
 */
final class ExportFile {

    static final String RUN = "run";

    static final int GROUP_ROWS = 250_000;
    private static final int FEWEST_ROWS = 100;

    private final Map<String, Byte> kinds;
    private final SegmentWriter writer;
    private RowDecoder rows = new RowDecoder();
    private final List<byte[]> runs = new ArrayList<>();
    private final long groupValues;

    /** @param groupValues so many values make a row group, or so many rows */
    ExportFile(Map<String, Byte> kinds, long groupValues, OutputStream out) throws IOException {
        this.kinds = kinds;
        this.groupValues = groupValues;
        List<String> names = new ArrayList<>(List.of(runColumn()));
        List<Byte> all = new ArrayList<>(List.of(Kind.STRING));
        kinds.forEach((key, kind) -> {
            names.add(key);
            all.add(kind);
        });
        writer = new SegmentWriter(out, names, all);
    }

    /** A run may have logged a key of this name. */
    private String runColumn() {
        String name = RUN;
        while (kinds.containsKey(name)) {
            name = "_" + name;
        }
        return name;
    }

    /** Short runs share a row group: each has a piece of every column there is. */
    void add(String run, Piece piece, Map<String, Column> columns) {
        byte[] name = run.getBytes(StandardCharsets.UTF_8);
        for (int from = piece.from(); from < piece.to(); ) {
            int to = Math.min(piece.to(), from + Math.min(GROUP_ROWS - runs.size(), fitting(columns.size())));
            for (Column column : columns.values()) {
                if (column != null) {
                    rows.addColumn(column, from, to, runs.size() - from);
                }
            }
            runs.addAll(Collections.nCopies(to - from, name));
            from = to;
            if (runs.size() == GROUP_ROWS || rows.values() >= groupValues) {
                endGroup();
            }
        }
    }

    /** Rows of so many columns that make the group full and not much more, should all of them have values. */
    private int fitting(int columns) {
        long left = (groupValues - rows.values()) / Math.max(1, columns);
        return (int) Math.clamp(left, FEWEST_ROWS, GROUP_ROWS);
    }

    private void endGroup() {
        if (runs.isEmpty()) {
            return;
        }
        DecodedColumns decoded = new DecodedColumns(rows.columns());
        List<StoredColumn> stored = new ArrayList<>(List.of(new StoredColumn(runs())));
        kinds.forEach((key, kind) -> stored.add(stored(decoded.get(key), kind)));
        try {
            writer.write(stored, runs.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows = new RowDecoder();
        runs.clear();
    }

    private static StoredColumn stored(Column column, byte kind) {
        if (column == null) {
            return null;
        }
        if (!ExportColumns.fits(column, kind)) {
            throw new Fault(
                    Fault.Code.CONFLICT,
                    "Rows were overwritten with values of another kind (" + column.key() + ") meanwhile: try again");
        }
        return new StoredColumn(column, kind);
    }

    private Column runs() {
        byte[][] texts = runs.toArray(byte[][]::new);
        return new Column(List.of(RUN), texts.length, null, null, Kind.STRING, Bits.even(0, 0), texts);
    }

    void end() throws IOException {
        endGroup();
        writer.end(Map.of("selvedge.version", "export-1"));
    }
}
