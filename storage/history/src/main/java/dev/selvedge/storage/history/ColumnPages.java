package dev.selvedge.storage.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

/**
 * Decodes the pages of one column. Numbers without exceptions, which is nearly all there is, go straight into the arrays
 * that are kept.
 */
final class ColumnPages {

    private final ColumnInfo info;
    private final ColumnDescriptor descriptor;
    private final int rows;

    ColumnPages(ColumnInfo info, ColumnDescriptor descriptor, int rows) {
        this.info = info;
        this.descriptor = descriptor;
        this.rows = rows;
    }

    Column read(SegmentPages pages) {
        try {
            boolean number = info.kind() == Kind.LONG || info.kind() == Kind.DOUBLE;
            return number && info.longs() == null && info.nulls() == null ? numbers(pages) : restored(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Column numbers(SegmentPages pages) throws IOException {
        Dictionary dictionary = dictionary(pages);
        Numbers numbers = new Numbers(rows);
        int[] at = null;
        int row = 0;
        for (SegmentPages.Page page = pages.next(); page != null; page = pages.next()) {
            if (page.nulls() > 0 && at == null) {
                at = new int[rows];
                Arrays.setAll(at, i -> i);
            }
            if (at != null) {
                placeRows(page, row, at, numbers.size());
            }
            add(numbers, page, dictionary);
            row += page.rows();
        }
        check(row);
        return new Column(
                info.path(),
                numbers.size(),
                at == null ? null : Arrays.copyOf(at, numbers.size()),
                null,
                info.kind(),
                numbers.bits(),
                null);
    }

    /** Most go without Parquet's own readers, which take several calls for each value. */
    private void add(Numbers numbers, SegmentPages.Page page, Dictionary dictionary) throws IOException {
        int count = page.present();
        switch (page.encoding()) {
            case DELTA_BINARY_PACKED -> numbers.add(new Deltas(page.values(), count));
            case BYTE_STREAM_SPLIT -> {
                if (page.values().remaining() != (long) count * Long.BYTES) {
                    throw new IllegalStateException("A page holds another number of bytes than its values have");
                }
                ByteStreams.join(page.values(), numbers.array(), numbers.size(), count);
                numbers.added(count);
            }
            default -> {
                fill(values(page, dictionary), numbers.array(), numbers.size(), count);
                numbers.added(count);
            }
        }
    }

    private void fill(ValuesReader values, long[] bits, int from, int count) {
        if (info.kind() == Kind.DOUBLE) {
            for (int i = from; i < from + count; i++) {
                bits[i] = Double.doubleToRawLongBits(values.readDouble());
            }
        } else {
            for (int i = from; i < from + count; i++) {
                bits[i] = values.readLong();
            }
        }
    }

    private static void placeRows(SegmentPages.Page page, int firstRow, int[] at, int size) throws IOException {
        RunLengthBitPackingHybridDecoder levels = levels(page);
        int next = size;
        for (int i = 0; i < page.rows(); i++) {
            if (levels == null || levels.readInt() == 1) {
                at[next++] = firstRow + i;
            }
        }
        if (next - size != page.present()) {
            throw new IllegalStateException("A page holds another number of values than it says");
        }
    }

    private Column restored(SegmentPages pages) throws IOException {
        Dictionary dictionary = dictionary(pages);
        RestoredColumn restored = new RestoredColumn(info, rows);
        int row = 0;
        for (SegmentPages.Page page = pages.next(); page != null; page = pages.next()) {
            ValuesReader values = values(page, dictionary);
            RunLengthBitPackingHybridDecoder levels = levels(page);
            for (int i = 0; i < page.rows(); i++, row++) {
                if (levels == null || levels.readInt() == 1) {
                    add(restored, row, values);
                }
            }
        }
        check(row);
        return restored.column();
    }

    private void add(RestoredColumn restored, int row, ValuesReader values) {
        switch (info.kind()) {
            case Kind.LONG -> restored.add(row, Kind.LONG, values.readLong(), null);
            case Kind.DOUBLE -> restored.addDouble(row, values.readDouble());
            case Kind.BOOLEAN -> restored.add(row, Kind.BOOLEAN, values.readBoolean() ? 1 : 0, null);
            default -> restored.addText(row, values.readBytes().getBytes());
        }
    }

    private Dictionary dictionary(SegmentPages pages) throws IOException {
        DictionaryPage page = pages.dictionary();
        return page == null ? null : page.getEncoding().initDictionary(descriptor, page);
    }

    private ValuesReader values(SegmentPages.Page page, Dictionary dictionary) throws IOException {
        ValuesReader values = page.encoding().usesDictionary()
                ? page.encoding().getDictionaryBasedValuesReader(descriptor, ValuesType.VALUES, dictionary)
                : page.encoding().getValuesReader(descriptor, ValuesType.VALUES);
        values.initFromPage(page.rows(), ByteBufferInputStream.wrap(page.values()));
        return values;
    }

    /** Which rows of the page hold a value; null when all do. */
    private static RunLengthBitPackingHybridDecoder levels(SegmentPages.Page page) {
        return page.nulls() == 0
                ? null
                : new RunLengthBitPackingHybridDecoder(1, ByteBufferInputStream.wrap(page.levels()));
    }

    private void check(int read) {
        if (read != rows) {
            throw new IllegalStateException("A column has " + read + " rows instead of " + rows);
        }
    }
}
