package dev.selvedge.storage.history;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Ascending row numbers as text: gaps as varints, zstd, base64. */
final class RowSet {

    private RowSet() {}

    static String text(int[] rows, int size) {
        ByteArrayOutputStream varints = new ByteArrayOutputStream();
        int previous = -1;
        for (int i = 0; i < size; i++) {
            int gap = rows[i] - previous - 1;
            while (gap > 0x7f) {
                varints.write(gap & 0x7f | 0x80);
                gap >>>= 7;
            }
            varints.write(gap);
            previous = rows[i];
        }
        return Base64.getEncoder().encodeToString(Zstd.compress(varints.toByteArray(), 3));
    }

    static int[] rows(String text) {
        byte[] compressed = Base64.getDecoder().decode(text);
        byte[] varints = Zstd.decompress(compressed, (int) Zstd.getFrameContentSize(compressed));
        int[] rows = new int[varints.length];
        int count = 0;
        int previous = -1;
        for (int at = 0; at < varints.length; ) {
            int gap = 0;
            int shift = 0;
            while ((varints[at] & 0x80) != 0) {
                gap |= (varints[at++] & 0x7f) << shift;
                shift += 7;
            }
            gap |= varints[at++] << shift;
            previous += gap + 1;
            rows[count++] = previous;
        }
        return Arrays.copyOf(rows, count);
    }
}
