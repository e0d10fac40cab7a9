package dev.selvedge.storage.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Writes the pages of a column of doubles, byte-stream-split: the same bytes as Parquet's own column writer, which looks
 * at each value through a dozen calls and takes twice the time. Nearly all of what is sealed goes through here.
 */
final class DoublePages {

    private final StoredColumn stored;
    private final PrimitiveType type;
    private final ChunkPages pages;

    DoublePages(StoredColumn stored, PrimitiveType type, ChunkPages pages) {
        this.stored = stored;
        this.type = type;
        this.pages = pages;
    }

    void write(int rows, int pageRows) throws IOException {
        Column column = stored.column();
        for (int first = 0; first < rows; first += pageRows) {
            int end = Math.min(rows, first + pageRows);
            writePage(first, end, column.from(first), column.from(end));
        }
    }

    /** Rows {@code first} until {@code end}, whose values are {@code from} until {@code to}. */
    private void writePage(int first, int end, int from, int to) throws IOException {
        Column column = stored.column();
        Statistics<?> statistics = Statistics.createStats(type);
        SizeStatistics.Builder sizes = SizeStatistics.newBuilder(type, 0, 1);
        long[] bits = new long[to - from];
        int present = 0;
        try (RunLengthBitPackingHybridEncoder levels =
                new RunLengthBitPackingHybridEncoder(1, 64, 1 << 20, new HeapByteBufferAllocator())) {
            int next = from;
            for (int row = first; row < end; row++) {
                boolean here = next < to && column.row(next) == row;
                int level = here && stored.isStored(next) ? 1 : 0;
                levels.writeInt(level);
                sizes.add(0, level);
                if (level == 1) {
                    double value = stored.asDouble(next);
                    statistics.updateStats(value);
                    bits[present++] = Double.doubleToRawLongBits(value);
                }
                next += here ? 1 : 0;
            }
            int nulls = end - first - present;
            statistics.incrementNumNulls(nulls);
            pages.add(
                    end - first,
                    nulls,
                    levels.toBytes().toByteArray(),
                    Encoding.BYTE_STREAM_SPLIT,
                    split(bits, present),
                    statistics,
                    sizes.build());
        }
    }

    private static byte[] split(long[] bits, int count) {
        byte[] bytes = new byte[count * Long.BYTES];
        ByteStreams.split(bits, count, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return bytes;
    }
}
