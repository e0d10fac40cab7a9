package dev.selvedge.storage.objects.remote;

import dev.selvedge.domain.objects.SummedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Content read to its end before it is sent: the store needs its length, a retry needs it again, and a stream that fails
 * or checks its own sum must fail before anything is stored.
 */
public final class Spooled implements AutoCloseable {

    private static final int IN_MEMORY_BYTES = 8 << 20;

    private final byte[] bytes;
    private final Path file;
    private final long size;
    private final byte[] md5;

    private Spooled(byte[] bytes, Path file, long size, byte[] md5) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
        this.md5 = md5;
    }

    public static Spooled of(InputStream content, long sizeOrMinusOne) throws IOException {
        SummedStream in = SummedStream.of(content);
        byte[] head = in.readNBytes(IN_MEMORY_BYTES);
        if (head.length < IN_MEMORY_BYTES) {
            // readNBytes ends before the end of the stream is seen; a checking stream checks there
            long size = head.length + in.transferTo(OutputStream.nullOutputStream());
            check(size, sizeOrMinusOne);
            return new Spooled(head, null, size, in.md5());
        }
        Path file = Files.createTempFile("selvedge-upload", null);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            long size = head.length + in.transferTo(out);
            check(size, sizeOrMinusOne);
            return new Spooled(null, file, size, in.md5());
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

    public long size() {
        return size;
    }

    /** 16 raw bytes. */
    public byte[] md5Bytes() {
        return md5.clone();
    }

    /** The content from its beginning, as often as asked. */
    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    /** Where the content lies when it is large; null when it is {@link #bytes()}. */
    public Path file() {
        return file;
    }

    /** The content when it is small; null when it is in {@link #file()}. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
