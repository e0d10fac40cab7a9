package dev.selvedge.storage.history;

import dev.selvedge.domain.objects.ObjectStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An object read in ranges. */
record ObjectInput(ObjectStore objects, String key, long size) {

    /** A file that is asked for more at once is read into memory of that size first, which costs more than the reading. */
    private static final int PIECE = 128 << 10;

    /** The last bytes. */
    byte[] end(int length) {
        return read(size - length, length);
    }

    byte[] read(long offset, int length) {
        try (InputStream in = objects.get(key, offset, length)) {
            byte[] bytes = new byte[length];
            int read = 0;
            int piece;
            do {
                piece = in.readNBytes(bytes, read, Math.min(PIECE, length - read));
                read += piece;
            } while (piece > 0);
            if (read < length) {
                throw new EOFException("Object " + key + " ends at " + (offset + read) + " of " + size);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
