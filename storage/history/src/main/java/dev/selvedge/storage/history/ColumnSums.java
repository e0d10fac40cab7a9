package dev.selvedge.storage.history;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.apache.parquet.format.ColumnMetaData;

/**
 * A checksum of each column's bytes as an entry of the footer. Parquet's own cover what is in the pages but not what
 * their headers say, and a header that is wrong in one bit can make other values of good pages.
 */
final class ColumnSums {

    static final String KEY = "selvedge.sums";

    private ColumnSums() {}

    static String text(int[] sums) {
        ByteBuffer bytes = ByteBuffer.allocate(sums.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(sums);
        return Base64.getEncoder().encodeToString(bytes.array());
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
