package dev.selvedge.storage.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPageV2;
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
        long[] bits = new long[rows];
        int[] at = null;
        int row = 0;
        int size = 0;
        for (DataPageV2 page = pages.readPage(); page != null; page = pages.readPage()) {
            int count = page.getValueCount();
            int present = count - page.getNullCount();
            if (present < count && at == null) {
                at = new int[rows];
                Arrays.setAll(at, i -> i);
            }
            if (at != null) {
                placeRows(page, row, at, size);
            }
            if (page.getDataEncoding() == Encoding.BYTE_STREAM_SPLIT) {
                joinBytes(page.getData().toByteBuffer(), bits, size, present);
            } else {
                fill(values(page, dictionary), bits, size, present);
            }
            size += present;
            row += count;
        }
        check(row);
        return new Column(
                info.path(),
                size,
                at == null ? null : Arrays.copyOf(at, size),
                null,
                info.kind(),
                size == rows ? bits : Arrays.copyOf(bits, size),
                null);
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

    /** Without Parquet's own reader, which takes several calls for each value. */
    private static void joinBytes(ByteBuffer page, long[] bits, int from, int count) {
        if (page.remaining() != (long) count * Long.BYTES) {
            throw new IllegalStateException("A page holds another number of bytes than its values have");
        }
        byte[] split = page.array();
        int first = page.arrayOffset() + page.position();
        for (int stream = 0; stream < Long.BYTES; stream++) {
            int shift = stream * Byte.SIZE;
            int at = first + stream * count;
            for (int i = 0; i < count; i++) {
                bits[from + i] |= (split[at + i] & 0xFFL) << shift;
            }
        }
    }

    private static void placeRows(DataPageV2 page, int firstRow, int[] at, int size) throws IOException {
        RunLengthBitPackingHybridDecoder levels = levels(page);
        int next = size;
        for (int i = 0; i < page.getValueCount(); i++) {
            if (levels == null || levels.readInt() == 1) {
                at[next++] = firstRow + i;
            }
        }
        if (next - size != page.getValueCount() - page.getNullCount()) {
            throw new IllegalStateException("A page holds another number of values than it says");
        }
    }

    private Column restored(SegmentPages pages) throws IOException {
        Dictionary dictionary = dictionary(pages);
        RestoredColumn restored = new RestoredColumn(info, rows);
        int row = 0;
        for (DataPageV2 page = pages.readPage(); page != null; page = pages.readPage()) {
            ValuesReader values = values(page, dictionary);
            RunLengthBitPackingHybridDecoder levels = levels(page);
            for (int i = 0; i < page.getValueCount(); i++, row++) {
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
        DictionaryPage page = pages.readDictionaryPage();
        return page == null ? null : page.getEncoding().initDictionary(descriptor, page);
    }

    private ValuesReader values(DataPageV2 page, Dictionary dictionary) throws IOException {
        ValuesReader values = page.getDataEncoding().usesDictionary()
                ? page.getDataEncoding().getDictionaryBasedValuesReader(descriptor, ValuesType.VALUES, dictionary)
                : page.getDataEncoding().getValuesReader(descriptor, ValuesType.VALUES);
        values.initFromPage(page.getValueCount(), page.getData().toInputStream());
        return values;
    }

    /** Which rows of the page hold a value; null when all do. */
    private static RunLengthBitPackingHybridDecoder levels(DataPageV2 page) throws IOException {
        return page.getNullCount() == 0
                ? null
                : new RunLengthBitPackingHybridDecoder(
                        1, page.getDefinitionLevels().toInputStream());
    }

    private void check(int read) {
        if (read != rows) {
            throw new IllegalStateException("A column has " + read + " rows instead of " + rows);
        }
    }
}
