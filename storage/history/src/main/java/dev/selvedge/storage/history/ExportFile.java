package dev.selvedge.storage.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One Parquet file of the rows of several runs. What is not brought to its end has no footer, so that no reader takes it
 * for the whole.
 */
final class ExportFile {

    static final String RUN = "run";

    private static final long GROUP_VALUES = 1_000_000;
    private static final int GROUP_ROWS = 250_000;

    private final Map<String, Byte> kinds;
    private final SegmentWriter writer;
    private RowDecoder rows = new RowDecoder();
    private int count;
    private String run;

    ExportFile(Map<String, Byte> kinds, OutputStream out) throws IOException {
        this.kinds = kinds;
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

    void add(String ofRun, Piece piece, Map<String, Column> columns) {
        run = ofRun;
        for (int from = piece.from(); from < piece.to(); ) {
            int to = Math.min(piece.to(), from + GROUP_ROWS - count);
            for (Column column : columns.values()) {
                if (column != null) {
                    rows.addColumn(column, from, to, count - from);
                }
            }
            count += to - from;
            from = to;
            if (count == GROUP_ROWS || rows.values() >= GROUP_VALUES) {
                endRun();
            }
        }
    }

    /** Rows of two runs are never in one row group. */
    void endRun() {
        if (count == 0) {
            return;
        }
        DecodedColumns decoded = new DecodedColumns(rows.columns());
        List<StoredColumn> stored = new ArrayList<>(List.of(new StoredColumn(runs())));
        kinds.forEach((key, kind) -> {
            Column column = decoded.get(key);
            stored.add(column == null ? null : new StoredColumn(column, kind));
        });
        try {
            writer.write(stored, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows = new RowDecoder();
        count = 0;
    }

    private Column runs() {
        byte[][] texts = new byte[count][];
        Arrays.fill(texts, run.getBytes(StandardCharsets.UTF_8));
        return new Column(List.of(RUN), count, null, null, Kind.STRING, Bits.even(0, 0), texts);
    }

    void end() throws IOException {
        writer.end(Map.of("selvedge.version", "export-1"));
    }
}
