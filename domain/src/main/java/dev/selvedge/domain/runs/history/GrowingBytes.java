package dev.selvedge.domain.runs.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte buffer that grows, without the locking of the one in the JDK and with access to what it holds. */
final class GrowingBytes {

    private byte[] bytes;
    private int size;

    GrowingBytes(int capacity) {
        bytes = new byte[capacity];
    }

    void add(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    void add(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        add(encoded, 0, encoded.length);
    }

    void add(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /** As UTF-8, line breaks as blanks: JSON allows them only between tokens, where both mean the same. */
    void addOneLine(char[] characters, int from, int count) {
        reserve(count);
        int end = from + count;
        for (int i = from; i < end; i++) {
            char c = characters[i];
            if (c < 0x80) {
                bytes[size++] = c == '\n' || c == '\r' ? (byte) ' ' : (byte) c;
                continue;
            }
            reserve(end - i + 3);
            if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | c >> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xe0 | c >> 12);
                bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
                bytes[size++] = (byte) (0x80 | c & 0x3f);
            } else if (i + 1 < end && Character.isSurrogatePair(c, characters[i + 1])) {
                addSupplementary(Character.toCodePoint(c, characters[++i]));
            } else {
                // half a character cannot be written
                bytes[size++] = '?';
            }
        }
    }

    private void addSupplementary(int codePoint) {
        bytes[size++] = (byte) (0xf0 | codePoint >> 18);
        bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        bytes[size++] = (byte) (0x80 | codePoint & 0x3f);
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
        }
    }
}
