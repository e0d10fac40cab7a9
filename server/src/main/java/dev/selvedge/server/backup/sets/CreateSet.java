package dev.selvedge.server.backup.sets;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.backups.Snapshot;
import dev.selvedge.storage.sql.backups.Table;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a set: the database as of one moment, and after it the objects that it refers to, which stay until they are copied
 * because servers delete none while a backup holds them. Objects never change, so those of earlier sets are taken over.
 */
final class CreateSet {

    static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final MySqlAddress database;
    private final ObjectStore objects;
    private final Place target;
    private final Path scratch;
    private final Clock clock;
    private final String version;

    CreateSet(MySqlAddress database, ObjectStore objects, Place target, Path scratch, Clock clock, String version) {
        this.database = database;
        this.objects = objects;
        this.target = target;
        this.scratch = scratch;
        this.clock = clock;
        this.version = version;
    }

    /**
     * @param holding asked before the set is called whole: whether nothing can have been deleted meanwhile
     * @param everything copies also what earlier sets have
     */
    SetManifest run(BackupHold holding, boolean everything) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = ID.format(now);
        if (target.store().head(Place.file(id, SetManifest.NAME)).isPresent()) {
            throw new BackupFailure("The backup " + id + " exists already.");
        }
        SetWriter writer = new SetWriter(target, id);
        Map<String, Long> rows = new TreeMap<>();
        try (ObjectIndex wanted = new ObjectIndex(scratch);
                ObjectIndex problems = new ObjectIndex(scratch);
                ObjectIndex copied = new ObjectIndex(scratch)) {
            String engine = database(writer, rows, wanted);
            copy(wanted, problems, copied, everything);
            long bytes = writer.addObjects(copied, scratch);
            writer.addProblems(problems, scratch);
            holding.check();
            SetManifest manifest = new SetManifest(
                    SetManifest.FORMAT,
                    id,
                    now,
                    version,
                    engine,
                    rows,
                    copied.size(),
                    bytes,
                    problems.size(),
                    writer.endSums());
            writer.end(manifest);
            return manifest;
        }
    }

    private String database(SetWriter writer, Map<String, Long> rows, ObjectIndex wanted) throws IOException {
        try (Snapshot snapshot = Snapshot.open(database)) {
            List<Table> tables = snapshot.tables();
            writer.add(SetManifest.SCHEMA, Json.bytes(tables));
            for (Table table : tables) {
                long count = snapshot.dump(
                        table,
                        scratch,
                        (name, number, file) ->
                                writer.add(SetManifest.DATABASE + name + "/" + number + ".jsonl.gz", file));
                rows.put(table.name(), count);
            }
            snapshot.references(reference -> wanted.put(reference.key(), Long.toString(reference.size())));
            return snapshot.engine().name();
        }
    }

    private void copy(ObjectIndex wanted, ObjectIndex problems, ObjectIndex copied, boolean everything)
            throws IOException {
        try (ObjectIndex known = everything ? new ObjectIndex(scratch) : KnownObjects.of(target, scratch);
                Parallel transfers = new Parallel()) {
            wanted.each((key, size) -> {
                String before = known.get(key);
                if (before != null && (size.startsWith("-") || before.endsWith(" " + size))) {
                    copied.put(key, before);
                } else {
                    transfers.start(() -> copy(key, Long.parseLong(size), problems, copied));
                }
            });
            transfers.finish();
        }
    }

    /** A team's bucket that is away is a problem of that team's objects; the installation's own must be there. */
    private void copy(String key, long size, ObjectIndex problems, ObjectIndex copied) throws IOException {
        if (PlacedKey.of(key).place().isEmpty()) {
            copyOnce(key, size, problems, copied);
            return;
        }
        try {
            Parallel.attempt(() -> copyOnce(key, size, problems, copied));
        } catch (IOException away) {
            problems.put(key, "cannot be read from its team's bucket: " + away.getMessage());
        }
    }

    private void copyOnce(String key, long size, ObjectIndex problems, ObjectIndex copied) throws IOException {
        try {
            Transfer.Content content = Transfer.copy(objects, key, target.store(), Place.object(key), null);
            copied.put(key, content.toString());
            if (size >= 0 && content.size() != size) {
                problems.put(key, "has " + content.size() + " bytes instead of " + size);
            }
        } catch (NoSuchFileException missing) {
            problems.put(key, "is missing");
        }
    }
}
