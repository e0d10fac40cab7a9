package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checksum of what stands at the end of an object and says where everything is. Pages and frames have their own; the
 * footer's is in the object's name, where no format needs to know of it.
 */
final class FooterCheck {

    private static final Pattern NAMED = Pattern.compile("\\.([0-9a-f]{8})\\.(?:parquet|log)$");
    private static final int TAIL = 8;

    private FooterCheck() {}

    static String suffix(byte[] file, HistoryStream stream) {
        int number = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TAIL);
        long size = stream == HistoryStream.OUTPUT ? (long) number * LogFrames.INDEX_ENTRY : number;
        int from = Math.toIntExact(file.length - TAIL - size);
        return "." + HexFormat.of().toHexDigits(ColumnSums.of(file, from, file.length - from));
    }

    /** Objects of before have no such name and are taken as they are. */
    static void verify(String key, byte[] footer) {
        Matcher named = NAMED.matcher(key);
        if (named.find()
                && !named.group(1).equals(HexFormat.of().toHexDigits(ColumnSums.of(footer, 0, footer.length)))) {
            throw new IllegalStateException("The footer's checksum is wrong");
        }
    }
}
