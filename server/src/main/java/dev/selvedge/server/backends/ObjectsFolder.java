package dev.selvedge.server.backends;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.keys.SqlKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder of objects belongs to one database. Servers that share the database but not the folder would each have half of
 * the objects, so the folder carries a mark that the database knows.
 */
public final class ObjectsFolder {

    private static final String MARK = "INSTALLATION";

    private ObjectsFolder() {}

    /** Marks a folder that was filled from a backup as the one that the restored database knows. */
    public static void adopt(Path folder, Database database, Clock clock) {
        Path file = folder.resolve(MARK);
        new SqlKeys(database, clock).find("objects-folder").ifPresent(mark -> {
            try {
                if (!Files.exists(file)) {
                    Files.write(file, mark);
                }
            } catch (IOException e) {
                throw new StartFailure("The objects folder " + folder + " cannot be written (" + e + ").");
            }
        });
    }

    public static void claim(Path folder, Database database, Clock clock) {
        if (!database.engine().isShared()) {
            return;
        }
        SqlKeys known = new SqlKeys(database, clock);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(MARK);
            Optional<byte[]> wanted = known.find("objects-folder");
            if (wanted.isEmpty() && !Files.exists(file)) {
                Path fresh = Files.createTempFile(folder, MARK, ".new");
                Files.writeString(fresh, UUID.randomUUID().toString());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            byte[] found = Files.exists(file) ? Files.readString(file).strip().getBytes(UTF_8) : new byte[0];
            byte[] mark = found.length == 0 ? wanted.orElseThrow() : known.offer("objects-folder", found);
            if (!Arrays.equals(mark, found)) {
                throw new StartFailure(
                        "The objects folder " + folder + " is not the one that the other servers of this "
                                + "database use; mount that one, or keep objects in a bucket (selvedge.objects.bucket).");
            }
        } catch (IOException e) {
            throw new StartFailure("The objects folder " + folder + " cannot be written (" + e + ").");
        }
    }
}
