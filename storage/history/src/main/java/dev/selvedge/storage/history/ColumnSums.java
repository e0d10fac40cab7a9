package dev.selvedge.storage.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/**
 * A checksum of each column's bytes as an entry of the footer. Parquet's own cover what is in the pages but not what
 * their headers say, and a header that is wrong in one bit can make other values of good pages.
 */
final class ColumnSums {

    static final String KEY = "selvedge.sums";

    private static final int TAIL = 8;
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private ColumnSums() {}

    /** The file with the sums in its footer. */
    static byte[] added(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TAIL);
        int start = file.length - TAIL - length;
        try {
            FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
            footer.addToKey_value_metadata(new KeyValue(KEY).setValue(text(file, footer)));
            ByteArrayOutputStream rewritten = new ByteArrayOutputStream(length + 1024);
            Util.writeFileMetaData(footer, rewritten);
            ByteBuffer out =
                    ByteBuffer.allocate(start + rewritten.size() + TAIL).order(ByteOrder.LITTLE_ENDIAN);
            out.put(file, 0, start)
                    .put(rewritten.toByteArray())
                    .putInt(rewritten.size())
                    .put(MAGIC);
            return out.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] file, FileMetaData footer) {
        var columns = footer.getRow_groups().getFirst().getColumns();
        ByteBuffer sums = ByteBuffer.allocate(columns.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (ColumnChunk column : columns) {
            ColumnMetaData stored = column.getMeta_data();
            sums.putInt(of(file, Math.toIntExact(start(stored)), Math.toIntExact(stored.getTotal_compressed_size())));
        }
        return Base64.getEncoder().encodeToString(sums.array());
    }

    /** One for each column; null for a file of before there were any. */
    static int[] read(String text) {
        if (text == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
        int[] sums = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(sums);
        return sums;
    }

    static long start(ColumnMetaData stored) {
        return stored.isSetDictionary_page_offset()
                ? Math.min(stored.getDictionary_page_offset(), stored.getData_page_offset())
                : stored.getData_page_offset();
    }

    static int of(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }
}
