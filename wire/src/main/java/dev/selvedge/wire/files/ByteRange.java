package dev.selvedge.wire.files;

import java.util.List;
import org.springframework.http.HttpRange;

/**
 * The one range of a {@code Range} header that an object of some size can satisfy.
 *
 * @param first position of the first byte
 * @param length at least 1
 */
record ByteRange(long first, long length) {

    /** The header asks for nothing that is there: 416. */
    static final ByteRange UNSATISFIABLE = new ByteRange(-1, 0);

    /** Null when the whole object is to be sent: no header, one that is malformed, or several ranges at once. */
    static ByteRange of(String header, long size) {
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(header);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        if (ranges.size() != 1) {
            return null;
        }
        long first = ranges.getFirst().getRangeStart(size);
        long last = ranges.getFirst().getRangeEnd(size);
        return first >= size || last < first ? UNSATISFIABLE : new ByteRange(first, last - first + 1);
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
