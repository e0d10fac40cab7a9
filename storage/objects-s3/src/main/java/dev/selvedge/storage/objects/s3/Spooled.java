package dev.selvedge.storage.objects.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Content read to its end before it is sent: the store needs its length, a retry needs it again, and a stream that fails
 * or checks its own sum must fail before anything is stored.
 */
final class Spooled implements AutoCloseable {

    private static final int IN_MEMORY_BYTES = 8 << 20;

    private final byte[] bytes;
    private final Path file;

    private Spooled(byte[] bytes, Path file) {
        this.bytes = bytes;
        this.file = file;
    }

    static Spooled of(InputStream content, long sizeOrMinusOne) throws IOException {
        byte[] head = content.readNBytes(IN_MEMORY_BYTES);
        if (head.length < IN_MEMORY_BYTES) {
            // readNBytes ends before the end of the stream is seen; a checking stream checks there
            check(head.length + content.transferTo(OutputStream.nullOutputStream()), sizeOrMinusOne);
            return new Spooled(head, null);
        }
        Path file = Files.createTempFile("selvedge-upload", null);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            check(head.length + content.transferTo(out), sizeOrMinusOne);
            return new Spooled(null, file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void check(long size, long expected) throws IOException {
        if (expected >= 0 && size != expected) {
            throw new IOException(size + " bytes came instead of " + expected);
        }
    }

    RequestBody body() {
        return file == null ? RequestBody.fromBytes(bytes) : RequestBody.fromFile(file);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
