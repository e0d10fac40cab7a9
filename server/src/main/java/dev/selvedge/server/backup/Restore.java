package dev.selvedge.server.backup;

import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.ObjectReferences;
import dev.selvedge.storage.sql.objects.SqlPlaceStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

/** Puts a backup back into a folder that is not there yet. Nothing has the folder's name before all of it was checked. */
public final class Restore {

    private static final byte[] NO_URLS_ARE_SIGNED = new byte[32];

    private Restore() {}

    /** @return what was put back */
    public static BackupManifest run(Path file, Path dataDir) {
        Path target = dataDir.toAbsolutePath().normalize();
        try (BackupFile backup = BackupFile.open(file)) {
            if (Files.exists(target) && !isEmpty(target)) {
                throw new BackupFailure(
                        "The data folder " + target + " is not empty; move it away or name another one.");
            }
            Path building = target.resolveSibling(target.getFileName() + ".restoring");
            Backups.deleteAll(building);
            Files.createDirectories(building);
            try {
                unpack(backup, building);
                check(backup.manifest(), building);
                Files.deleteIfExists(target);
                Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Backups.deleteAll(building);
            }
            return backup.manifest();
        } catch (IOException e) {
            throw new BackupFailure("The backup could not be put back: " + e + ".");
        }
    }

    /** As {@link #run} without the folder: whether the backup would do. */
    public static Fsck.Report drill(Path file, Path scratch) {
        try (BackupFile backup = BackupFile.open(file)) {
            Backups.deleteAll(scratch);
            makeForUsAlone(scratch);
            try {
                unpack(backup, scratch);
                return check(backup.manifest(), scratch);
            } finally {
                Backups.deleteAll(scratch);
            }
        } catch (IOException e) {
            throw new BackupFailure("The backup could not be tried: " + e + ".");
        }
    }

    /** A place for drills is often one that all people of the machine share, and what is unpacked there is everything. */
    static void makeForUsAlone(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void unpack(BackupFile backup, Path folder) throws IOException {
        Path database = Files.createDirectories(folder.resolve("db"));
        Files.createDirectories(
                folder.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        LocalObjectStore objects = objects(folder);
        backup.each((name, size, content) -> {
            if (name.equals(BackupManifest.DATABASE)) {
                Zips.unpack(unclosed(content), database);
            } else if (name.startsWith("objects/")) {
                objects.put(name.substring("objects/".length()), content, size);
            } else if (name.startsWith("keys/") || name.equals("VERSION")) {
                copy(folder, name, content);
            }
        });
    }

    private static void copy(Path folder, String name, InputStream content) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("An entry leaves its folder: " + name);
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static InputStream unclosed(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // the rest is still to be read for the sum
            }
        };
    }

    private static LocalObjectStore objects(Path folder) throws IOException {
        return LocalObjectStore.open(
                folder.resolve("objects"), new UrlSigner(NO_URLS_ARE_SIGNED, null, Clock.systemUTC()));
    }

    /** Rows as the backup says, objects as the rows say. Opening brings an older schema up to date. */
    private static Fsck.Report check(BackupManifest manifest, Path folder) throws IOException {
        LocalObjectStore objects = objects(folder);
        try (Database database = Database.embedded(folder.resolve("db"))) {
            Map<String, Long> rows = new ObjectReferences(database).rows();
            manifest.rows().forEach((table, count) -> {
                if (rows.containsKey(table) && !rows.get(table).equals(count)) {
                    throw new BackupFailure(
                            "The table " + table + " has " + rows.get(table) + " rows instead of " + count + ".");
                }
            });
            // what teams had in buckets of theirs is in the backup, and from here on with the rest
            new SqlPlaceStore(database).comeHome();
            Fsck.Report report = Fsck.run(
                    database, key -> objects.head(key).map(meta -> meta.size()).orElse(-1L));
            if (!report.isClean()) {
                throw new BackupFailure("The backup lacks " + report.missing() + " objects: "
                        + String.join("; ", report.problems()) + ".");
            }
            return report;
        }
    }
}
