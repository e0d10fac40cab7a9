package dev.selvedge.storage.history;

import java.nio.ByteBuffer;

/**
 * Parquet's byte-stream-split of eight-byte values: the first bytes of all of them, then the second ones, and so on. Eight
 * values are turned at once, as a square of bytes: a value at a time, eight times over, costs four times as much, and most
 * where the JVM has not compiled it yet.
 */
final class ByteStreams {

    private static final long HALVES = 0x00000000FFFFFFFFL;
    private static final long QUARTERS = 0x0000FFFF0000FFFFL;
    private static final long BYTES = 0x00FF00FF00FF00FFL;

    private ByteStreams() {}

    /** Little endian {@code split}, from its position on, becomes {@code count} values at {@code from}. */
    static void join(ByteBuffer split, long[] values, int from, int count) {
        long[] square = new long[Long.BYTES];
        int first = split.position();
        int whole = count - count % Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            for (int stream = 0; stream < Long.BYTES; stream++) {
                square[stream] = split.getLong(first + stream * count + i);
            }
            turn(square, 0, values, from + i);
        }
        for (int i = whole; i < count; i++) {
            long value = 0;
            for (int stream = Long.BYTES - 1; stream >= 0; stream--) {
                value = value << Byte.SIZE | split.get(first + stream * count + i) & 0xFFL;
            }
            values[from + i] = value;
        }
    }

    /** The first {@code count} values; {@code split} is little endian, filled from its position on. */
    static void split(long[] values, int count, ByteBuffer split) {
        long[] square = new long[Long.BYTES];
        int first = split.position();
        int whole = count - count % Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            turn(values, i, square, 0);
            for (int stream = 0; stream < Long.BYTES; stream++) {
                split.putLong(first + stream * count + i, square[stream]);
            }
        }
        for (int i = whole; i < count; i++) {
            for (int stream = 0; stream < Long.BYTES; stream++) {
                split.put(first + stream * count + i, (byte) (values[i] >>> (stream * Byte.SIZE)));
            }
        }
    }

    /** Byte i of row k becomes byte k of row i: halves change places, then quarters, then single bytes. */
    private static void turn(long[] rows, int at, long[] turned, int to) {
        long a = rows[at];
        long b = rows[at + 1];
        long c = rows[at + 2];
        long d = rows[at + 3];
        long e = rows[at + 4];
        long f = rows[at + 5];
        long g = rows[at + 6];
        long h = rows[at + 7];
        long change = (a >>> 32 ^ e) & HALVES;
        e ^= change;
        a ^= change << 32;
        change = (b >>> 32 ^ f) & HALVES;
        f ^= change;
        b ^= change << 32;
        change = (c >>> 32 ^ g) & HALVES;
        g ^= change;
        c ^= change << 32;
        change = (d >>> 32 ^ h) & HALVES;
        h ^= change;
        d ^= change << 32;
        change = (a >>> 16 ^ c) & QUARTERS;
        c ^= change;
        a ^= change << 16;
        change = (b >>> 16 ^ d) & QUARTERS;
        d ^= change;
        b ^= change << 16;
        change = (e >>> 16 ^ g) & QUARTERS;
        g ^= change;
        e ^= change << 16;
        change = (f >>> 16 ^ h) & QUARTERS;
        h ^= change;
        f ^= change << 16;
        change = (a >>> 8 ^ b) & BYTES;
        turned[to] = a ^ change << 8;
        turned[to + 1] = b ^ change;
        change = (c >>> 8 ^ d) & BYTES;
        turned[to + 2] = c ^ change << 8;
        turned[to + 3] = d ^ change;
        change = (e >>> 8 ^ f) & BYTES;
        turned[to + 4] = e ^ change << 8;
        turned[to + 5] = f ^ change;
        change = (g >>> 8 ^ h) & BYTES;
        turned[to + 6] = g ^ change << 8;
        turned[to + 7] = h ^ change;
    }
}
