package dev.selvedge.storage.history;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Console lines as an object: zstd frames of so many line numbers each, then an index of them. A page of lines reads one
 * or two frames.
 */
final class LogFrames {

    /** Line numbers in one frame. */
    static final int LINES = 8_192;

    private static final int MAGIC = 0x314c5653; // SVL1, little endian
    static final int INDEX_ENTRY = 16;
    private static final int TAIL = 8;

    private LogFrames() {}

    /** Where each frame stands. */
    record Index(long[] offsets, int[] sizes, int[] rawSizes) implements BlockCache.Weighed {
        @Override
        public int weight() {
            return 100 + offsets.length * 16;
        }
    }

    record Lines(String[] lines, int weight) implements BlockCache.Weighed {
        String line(int index) {
            return lines[index].isEmpty() ? null : lines[index];
        }
    }

    /** @param lines text of each number, null where there is none */
    static byte[] bytes(int count, IntFunction<String> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<long[]> entries = new ArrayList<>();
        try (ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(3).setChecksum(true)) {
            for (int first = 0; first < count; first += LINES) {
                StringBuilder text = new StringBuilder();
                for (int i = first; i < Math.min(count, first + LINES); i++) {
                    String line = lines.apply(i);
                    text.append(line == null ? "" : line).append('\n');
                }
                byte[] raw = text.toString().getBytes(StandardCharsets.UTF_8);
                byte[] frame = zstd.compress(raw);
                entries.add(new long[] {out.size(), frame.length, raw.length});
                out.writeBytes(frame);
            }
        }
        ByteBuffer index =
                ByteBuffer.allocate(entries.size() * INDEX_ENTRY + TAIL).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] entry : entries) {
            index.putLong(entry[0]).putInt((int) entry[1]).putInt((int) entry[2]);
        }
        index.putInt(entries.size()).putInt(MAGIC);
        out.writeBytes(index.array());
        return out.toByteArray();
    }

    static Index readIndex(ObjectInput object) {
        ByteBuffer tail = read(object, object.size() - TAIL, TAIL);
        int count = tail.getInt();
        if (tail.getInt() != MAGIC) {
            throw new IllegalStateException("No console lines of a known format");
        }
        ByteBuffer entries =
                read(object, object.size() - TAIL - (long) count * INDEX_ENTRY, count * INDEX_ENTRY + TAIL);
        FooterCheck.verify(object.key(), entries.array());
        Index index = new Index(new long[count], new int[count], new int[count]);
        for (int i = 0; i < count; i++) {
            index.offsets[i] = entries.getLong();
            index.sizes[i] = entries.getInt();
            index.rawSizes[i] = entries.getInt();
        }
        return index;
    }

    static Lines readFrame(ObjectInput object, Index index, int frame) {
        byte[] compressed =
                read(object, index.offsets[frame], index.sizes[frame]).array();
        byte[] raw = Zstd.decompress(compressed, index.rawSizes[frame]);
        String[] lines = new String(raw, StandardCharsets.UTF_8).split("\n", -1);
        return new Lines(lines, raw.length + lines.length * 60);
    }

    private static ByteBuffer read(ObjectInput object, long offset, int length) {
        return ByteBuffer.wrap(object.read(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
