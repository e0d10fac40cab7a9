package dev.selvedge.server.backup.sets;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.server.backup.Sums;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** An object from one store into another. */
final class Transfer {

    /** Stores take no more than five gigabytes at once. */
    private static final long AT_ONCE = 1L << 30;

    private static final long PART = 256L << 20;
    private static final int MOST_PARTS = 9_000;

    private Transfer() {}

    /** What an object is; as a word {@code <SHA-256> <size>}. */
    record Content(String sum, long size) {

        static Content parse(String word) {
            int space = word.indexOf(' ');
            return new Content(word.substring(0, space), Long.parseLong(word.substring(space + 1)));
        }

        @Override
        public String toString() {
            return sum + " " + size;
        }
    }

    /** @param expectedOrNull what it must be; else nothing is stored */
    static Content copy(ObjectStore from, String fromKey, ObjectStore to, String toKey, Content expectedOrNull)
            throws IOException {
        long size = from.head(fromKey)
                .orElseThrow(() -> new NoSuchFileException(fromKey))
                .size();
        if (expectedOrNull != null && size != expectedOrNull.size()) {
            throw new CheckedInput.Damaged(fromKey);
        }
        MessageDigest digest = Sums.sha256();
        try (InputStream in = expectedOrNull == null
                ? new DigestInputStream(from.get(fromKey), digest)
                : new CheckedInput(from.get(fromKey), digest, expectedOrNull.sum(), fromKey)) {
            if (size <= AT_ONCE) {
                to.put(toKey, in, size);
            } else {
                inParts(in, size, to, toKey);
            }
        }
        return expectedOrNull != null
                ? expectedOrNull
                : new Content(HexFormat.of().formatHex(digest.digest()), size);
    }

    private static void inParts(InputStream in, long size, ObjectStore to, String key) throws IOException {
        long partSize = Math.max(PART, size / MOST_PARTS + 1);
        String upload = to.startMultipart(key, null);
        try {
            List<ObjectStore.Part> parts = new ArrayList<>();
            for (long done = 0; done < size; done += partSize) {
                long length = Math.min(partSize, size - done);
                int number = parts.size() + 1;
                String etag = to.putPart(key, upload, number, new Limited(in, length), length);
                parts.add(new ObjectStore.Part(number, etag));
            }
            if (in.read() >= 0) {
                throw new IOException(key + " is longer than its store said");
            }
            to.completeMultipart(key, upload, parts);
        } catch (IOException | RuntimeException e) {
            to.abortMultipart(key, upload);
            throw e;
        }
    }

    /** Some bytes of a stream that goes on. */
    private static final class Limited extends FilterInputStream {

        private long left;

        Limited(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() {
            // the next part is read from it
        }
    }
}
