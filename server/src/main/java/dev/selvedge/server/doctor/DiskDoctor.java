package dev.selvedge.server.doctor;

import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Room, and how long it takes until something is really on the disk. */
public final class DiskDoctor {

    private static final long LITTLE = 1L << 30;
    private static final int SYNCS = 20;

    private DiskDoctor() {}

    /** @param folders the data folder of an embedded installation, folders of objects, the temporary one */
    public static List<Finding> examine(List<Path> folders) {
        Findings findings = new Findings();
        for (Path folder : folders) {
            Path there = folder.toAbsolutePath();
            while (!Files.exists(there)) {
                there = there.getParent();
            }
            Path found = there;
            room(findings, folder, found);
            findings.attempt(
                    "write to " + folder,
                    "let the server write there, on a disk that syncs in milliseconds",
                    () -> sync(found));
        }
        return findings.all();
    }

    private static void room(Findings findings, Path folder, Path there) {
        try {
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace();
            long percent = 100 * free / Math.max(1, store.getTotalSpace());
            String found = (free >> 20) + " MB, " + percent + " %";
            if (free < LITTLE) {
                findings.bad("room in " + folder, found, "make room: uploads are refused when the disk is full");
            } else if (percent < 10) {
                findings.advice("room in " + folder, found, "make room before it is full");
            } else {
                findings.good("room in " + folder, found);
            }
        } catch (IOException e) {
            findings.bad("room in " + folder, Findings.reason(e), "the folder cannot be examined");
        }
    }

    private static String sync(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "doctor", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] nanos = new long[SYNCS];
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return String.format(java.util.Locale.ROOT, "a sync takes %.1f ms", nanos[SYNCS / 2] / 1e6);
        } finally {
            Files.delete(file);
        }
    }
}
