package dev.selvedge.server.backup;

import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.server.DataFolder;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.EmbeddedSnapshot;
import dev.selvedge.storage.sql.ObjectReferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Makes backups of an embedded installation while it works. Database and objects are taken at one moment: deletions
 * wait from the copy of the database until each object has a second name; objects never change, so copying them may
 * then take as long as it likes.
 */
public final class Backups {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SCRATCH = "backup-scratch";

    private final DataFolder folder;
    private final Database database;
    private final MeteredObjectStore objects;
    private final Clock clock;
    private final String version;
    private final ReentrantLock one = new ReentrantLock();

    public Backups(DataFolder folder, Database database, MeteredObjectStore objects, Clock clock, String version) {
        this.folder = folder;
        this.database = database;
        this.objects = objects;
        this.clock = clock;
        this.version = version;
    }

    /** @param path of the new file */
    public record Made(Path path, BackupManifest manifest) {}

    /** Writes {@code selvedge-<time>.backup} into {@code target}; it has its name only once it is whole and checked. */
    public Made create(Path target) {
        if (!(objects.measured() instanceof LocalObjectStore local)) {
            throw new BackupFailure(
                    "An embedded database with objects outside the data folder has no backup of its own; use MySQL beside a"
                            + " bucket.");
        }
        if (!one.tryLock()) {
            throw new BackupFailure("Another backup is being made.");
        }
        try {
            return create(local, target.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new BackupFailure("The backup could not be made: " + e + ".");
        } finally {
            one.unlock();
        }
    }

    private Made create(LocalObjectStore local, Path target) throws IOException {
        if (target.startsWith(folder.path())) {
            throw new BackupFailure(
                    "A backup inside the data folder is lost with it; choose another place than " + target + ".");
        }
        Files.createDirectories(target);
        Path scratch = folder.path().resolve(SCRATCH);
        // what an earlier attempt left when its process was killed
        deleteAll(scratch);
        Files.createDirectories(scratch);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path whole = target.resolve("selvedge-" + STAMP.format(now) + ".backup");
        Path partial = target.resolve(whole.getFileName() + ".partial");
        try {
            Path snapshot = scratch.resolve(BackupManifest.DATABASE);
            Path links = Files.createDirectories(scratch.resolve("objects"));
            objects.withoutDeletions(() -> {
                EmbeddedSnapshot.write(database, snapshot);
                local.linkAll(links);
                fetchFromTeamBuckets(scratch, snapshot, links);
            });
            Files.deleteIfExists(partial);
            BackupManifest manifest = write(partial, scratch, snapshot, links, now);
            try (BackupFile check = BackupFile.open(partial)) {
                check.each((name, size, content) -> {});
            }
            Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
            return new Made(whole, manifest);
        } finally {
            Files.deleteIfExists(partial);
            deleteAll(scratch);
        }
    }

    /** Links to objects elsewhere cannot be made; they are fetched, while nothing is deleted. */
    private void fetchFromTeamBuckets(Path scratch, Path snapshot, Path links) throws IOException {
        if (objects.roots().size() == 1) {
            return;
        }
        Path copy = Files.createDirectories(scratch.resolve("references"));
        Zips.unpack(snapshot, copy);
        try (Database saved = Database.embedded(copy)) {
            new ObjectReferences(saved).each(reference -> {
                if (PlacedKey.of(reference.key()).place().isPresent()) {
                    fetch(reference.key(), links.resolve(reference.key()));
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            deleteAll(copy);
        }
    }

    private void fetch(String key, Path into) {
        if (Files.exists(into)) {
            return;
        }
        try (InputStream content = objects.get(key)) {
            Files.createDirectories(into.getParent());
            Files.copy(content, into);
        } catch (NoSuchFileException missing) {
            // the check that follows names it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BackupManifest write(Path file, Path scratch, Path snapshot, Path links, Instant now) throws IOException {
        ObjectsOfBackup found = check(scratch, snapshot, links);
        try (BackupWriter writer = new BackupWriter(file, scratch)) {
            writer.add(BackupManifest.DATABASE, snapshot);
            writer.add("VERSION", folder.path().resolve("VERSION"));
            addAll(writer, folder.path().resolve("keys"), "keys/");
            long before = writer.entries();
            long bytes = addAll(writer, links, "objects/");
            long count = writer.entries() - before;
            long entries = writer.entries();
            String sums = writer.endSums();
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT, now, version, found.rows(), count, bytes, true, entries, sums);
            writer.end(BackupFile.json(manifest));
            return manifest;
        }
    }

    private record ObjectsOfBackup(java.util.Map<String, Long> rows) {}

    /** The copy is opened and asked, not the database that has gone on since. */
    private static ObjectsOfBackup check(Path scratch, Path snapshot, Path links) throws IOException {
        Path copy = Files.createDirectories(scratch.resolve("db"));
        Zips.unpack(snapshot, copy);
        try (Database database = Database.embedded(copy)) {
            Fsck.Report report = Fsck.run(database, key -> {
                Path object = links.resolve(key);
                return Files.exists(object) ? Files.size(object) : -1;
            });
            if (!report.isClean()) {
                throw new BackupFailure("The installation lacks objects that it refers to (" + report.missing()
                        + "), so the backup would too: " + String.join("; ", report.problems()) + ".");
            }
            return new ObjectsOfBackup(new ObjectReferences(database).rows());
        } finally {
            deleteAll(copy);
        }
    }

    private static long addAll(BackupWriter writer, Path root, String prefix) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += writer.add(prefix + root.relativize(file).toString().replace('\\', '/'), file);
            }
        }
        return bytes;
    }

    public static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(java.util.Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
