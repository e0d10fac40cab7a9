package dev.selvedge.storage.history;

import java.nio.ByteBuffer;

/**
 * Whole numbers as Parquet's DELTA_BINARY_PACKED: a first one, then the differences in blocks, of each its least one and
 * how much each is above it. Steps mostly differ by one, and then a block says no more than that.
 */
final class Deltas {

    private final ByteBuffer in;
    private final int count;
    private final int partSize;
    private final byte[] widths;
    private final long first;

    /** {@code in} is little endian; all of its numbers, {@code count}, begin at its position. */
    Deltas(ByteBuffer in, int count) {
        this.in = in;
        this.count = count;
        long blockSize = unsigned();
        long parts = unsigned();
        if (parts < 1 || parts > blockSize || blockSize % (parts * Byte.SIZE) != 0 || unsigned() != count) {
            throw new IllegalStateException("A page holds another number of values than it says");
        }
        partSize = Math.toIntExact(blockSize / parts);
        widths = new byte[Math.toIntExact(parts)];
        first = signed();
    }

    int count() {
        return count;
    }

    long first() {
        return first;
    }

    /** Whether each number is as much above the one before as the second is above the first. */
    boolean isEven() {
        int begin = in.position();
        boolean even = true;
        long by = 0;
        for (int done = 1; even && done < count; ) {
            long least = signed();
            in.get(widths);
            even = done == 1 || least == by;
            by = least;
            for (int part = 0; even && part < widths.length && done < count; part++) {
                even = widths[part] == 0;
                done += Math.min(partSize, count - done);
            }
        }
        in.position(begin);
        return even;
    }

    /** The second number less the first, when they are {@link #isEven}. */
    long by() {
        int begin = in.position();
        long by = count < 2 ? 0 : signed();
        in.position(begin);
        return by;
    }

    void read(long[] into, int from) {
        if (count > 0) {
            into[from] = first;
        }
        long value = first;
        for (int done = 1; done < count; ) {
            long least = signed();
            in.get(widths);
            for (int part = 0; part < widths.length && done < count; part++) {
                int here = Math.min(partSize, count - done);
                value = read(value, least, widths[part], into, from + done, here);
                in.position(in.position() + partSize / Byte.SIZE * widths[part]);
                done += here;
            }
        }
    }

    /** Returns the last of {@code size} numbers, which follow {@code value}. */
    private long read(long value, long least, int width, long[] into, int from, int size) {
        long last = value;
        for (int i = 0; i < size; i++) {
            last += least + (width == 0 ? 0 : packed((long) i * width, width));
            into[from + i] = last;
        }
        return last;
    }

    /** The {@code width} bits that begin at a bit after the position, the lowest first. */
    private long packed(long bit, int width) {
        int at = in.position() + (int) (bit / Byte.SIZE);
        int skipped = (int) (bit % Byte.SIZE);
        long bits = word(at) >>> skipped;
        if (skipped + width > Long.SIZE) {
            bits |= (in.get(at + Long.BYTES) & 0xFFL) << (Long.SIZE - skipped);
        }
        return width == Long.SIZE ? bits : bits & ((1L << width) - 1);
    }

    /** Eight bytes, or as many as there are. */
    private long word(int at) {
        if (at + Long.BYTES <= in.limit()) {
            return in.getLong(at);
        }
        long word = 0;
        for (int i = in.limit() - 1; i >= at; i--) {
            word = (word << Byte.SIZE) | (in.get(i) & 0xFFL);
        }
        return word;
    }

    private long signed() {
        long folded = unsigned();
        return (folded >>> 1) ^ -(folded & 1);
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("A number has too many bytes");
    }
}
