package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryExport;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StepRange;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads runs piece by piece and writes them as row groups of one file. */
public final class ParquetExport implements HistoryExport {

    private final Views views;

    public ParquetExport(Views views) {
        this.views = views;
    }

    @Override
    public void parquet(HistoryStream stream, List<Source> sources, List<String> keys, OutputStream out) {
        ExportColumns columns = new ExportColumns(keys);
        long[] ends = new long[sources.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = views.read(sources.get(i).history(), stream, columns::add);
        }
        Map<String, Byte> kinds = columns.kinds();
        try {
            ExportFile file = new ExportFile(kinds, columns.groupValues(), out);
            for (int i = 0; i < ends.length; i++) {
                write(stream, sources.get(i), ends[i], kinds, file);
            }
            file.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param end rows from there on came after the columns were chosen, which may not hold them */
    private void write(HistoryStream stream, Source source, long end, Map<String, Byte> kinds, ExportFile file) {
        // when a piece was sealed meanwhile, reading goes on after the last row that was written
        long[] next = {Long.MIN_VALUE};
        views.read(source.history(), stream, view -> {
            for (Piece piece : view.pieces()) {
                if (piece.endRow() > next[0] && piece.firstRow() < end) {
                    Piece rest = piece.between(next[0], end);
                    file.add(source.run(), rest, columns(rest.block(), kinds));
                    next[0] = rest.endRow();
                }
            }
            return null;
        });
    }

    private static Map<String, Column> columns(Block block, Map<String, Byte> kinds) {
        Map<String, Column> columns = new LinkedHashMap<>();
        List<String> there = new ArrayList<>(block.kinds().keySet());
        there.retainAll(kinds.keySet());
        there.forEach(key -> columns.put(key, block.column(key)));
        return columns;
    }

    @Override
    public void lines(HistoryStream stream, List<Source> sources, OutputStream out) {
        MergedHistoryReader reader = new MergedHistoryReader(views);
        try (OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
            for (Source source : sources) {
                StringBuilder start = new StringBuilder("{\"_run\":");
                JsonValues.appendString(start, source.run());
                reader.rows(source.history(), stream, StepRange.ALL, row -> line(buffered, start, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean line(OutputStream out, CharSequence start, String row) {
        String rest = row.substring(row.indexOf('{') + 1).stripLeading();
        try {
            out.write((start + (rest.startsWith("}") ? "" : ",") + rest + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
