package dev.selvedge.storage.objects.local;

import dev.selvedge.domain.objects.StoreFullException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** File operations that are on disk when they return. */
final class Durable {

    private static final int BUFFER_BYTES = 128 * 1024;

    private Durable() {}

    /** Writes a new file; returns its size. What {@code content} throws comes out unchanged. */
    static long write(Path file, InputStream content) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = copy(content, out);
            force(out);
            return size;
        } catch (FileSystemException e) {
            throw explain(e);
        }
    }

    static long copy(InputStream content, WritableByteChannel out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        int n;
        while ((n = content.read(buffer)) > 0) {
            writeFully(out, ByteBuffer.wrap(buffer, 0, n));
            size += n;
        }
        return size;
    }

    private static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw explain(e);
        }
    }

    static void force(FileChannel out) throws IOException {
        try {
            // with metadata: the size belongs to the content
            out.force(true);
        } catch (IOException e) {
            throw explain(e);
        }
    }

    /** Puts a written file in its place, replacing what is there. */
    static void rename(Path from, Path to) throws IOException {
        try {
            for (int attempt = 0; ; attempt++) {
                createFolders(to.getParent());
                try {
                    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
                    break;
                } catch (NoSuchFileException e) {
                    // a delete just removed the folder because it was empty
                    if (attempt == 10 || !Files.exists(from)) {
                        throw e;
                    }
                }
            }
            forceFolder(to.getParent());
        } catch (IOException e) {
            throw explain(e);
        }
    }

    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        createFolders(folder.getParent());
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException another) {
            return;
        }
        forceFolder(folder.getParent());
    }

    /** A rename is durable only once its folder is. Systems that cannot open folders need no such thing. */
    static void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException notPossibleHere) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    static IOException explain(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean full =
                text.contains("no space left") || text.contains("quota exceeded") || text.contains("not enough space");
        return full ? new StoreFullException("The disk of the object store is full", e) : e;
    }
}
