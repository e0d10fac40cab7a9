package dev.selvedge.storage.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What is left free on the disk of the embedded database. H2 closes its file for good at the first write that fails, so
 * none is begun when there is not room enough for it: whoever wants to write is told to come again.
 */
final class DiskReserve {

    /** More than a commit takes, and what others who fill the same disk take between two looks at it. */
    static final long BYTES = 64L << 20;

    /** Enough for what is written without anybody asking, which makes room in the end. */
    private static final long FOR_UPKEEP = BYTES / 4;

    /** "Disk full" in the SQL states that databases have agreed on. */
    static final String SPENT = "53100";

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

    private final LongSupplier room;
    private volatile long looked;
    private volatile long left;

    /** @param room bytes that this process may still write */
    DiskReserve(LongSupplier room) {
        this.room = room;
        look();
    }

    /** @param folder is made where it is not there, as H2 would */
    static DiskReserve of(Path folder) {
        try {
            Files.createDirectories(folder);
            FileStore disk = Files.getFileStore(folder);
            return new DiskReserve(() -> bytes(disk));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what has no disk. */
    static DiskReserve endless() {
        return new DiskReserve(() -> Long.MAX_VALUE);
    }

    private static long bytes(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            // then a write will tell
            return Long.MAX_VALUE;
        }
    }

    /** Whether there is no room for what others want to write. */
    boolean isSpent() {
        return left() < BYTES;
    }

    boolean isThereForUpkeep() {
        return left() >= FOR_UPKEEP;
    }

    private long left() {
        if (System.nanoTime() - looked > LOOK_AGAIN_AFTER.toNanos()) {
            look();
        }
        return left;
    }

    private void look() {
        left = room.getAsLong();
        looked = System.nanoTime();
    }

    /** @throws SQLException with the state {@link #SPENT} */
    void require() throws SQLException {
        if (isSpent()) {
            throw new SQLTransientException(why(), SPENT);
        }
    }

    static String why() {
        return "Less than " + (BYTES >> 20) + " MB are left on the disk of the database";
    }
}
