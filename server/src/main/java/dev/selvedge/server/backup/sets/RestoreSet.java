package dev.selvedge.server.backup.sets;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.Fsck;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.backups.Load;
import dev.selvedge.storage.sql.objects.SqlPlaceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Objects first, then the database into an empty one; the servers find all or nothing. */
final class RestoreSet {

    private RestoreSet() {}

    /** @param replace also objects that are there in the right size */
    static SetManifest run(
            Place from, String id, MySqlAddress database, ObjectStore objects, boolean replace, Path scratch) {
        SetReader set = SetReader.open(from, id);
        // better known now than after hours of copying
        Load.into(database).close();
        copy(set, objects, replace, scratch);
        LoadSet.run(set, database);
        try (ObjectIndex sizes = KnownObjects.listed(objects, "", scratch)) {
            check(set.manifest(), database, sizes);
        } catch (IOException e) {
            throw SetReader.unreadable(id, e);
        }
        return set.manifest();
    }

    private static void copy(SetReader set, ObjectStore objects, boolean replace, Path scratch) {
        Place from = set.place();
        try (ObjectIndex there = replace ? new ObjectIndex(scratch) : KnownObjects.listed(objects, "", scratch);
                Parallel transfers = new Parallel()) {
            set.objects((key, content) -> {
                if (!Long.toString(content.size()).equals(there.get(key))) {
                    transfers.start(() -> Transfer.copy(from.store(), Place.object(key), objects, key, content));
                }
            });
            transfers.finish();
        } catch (IOException e) {
            throw SetReader.unreadable(set.manifest().id(), e);
        }
    }

    /**
     * Opening brings an older schema up to date. Objects of teams' buckets are in the set and become the installation's own,
     * so a restore or a drill never writes where the installation that was saved still works.
     */
    static Fsck.Report check(SetManifest manifest, MySqlAddress database, ObjectIndex sizes) {
        try (Database restored = Database.mysql(database, Duration.ofSeconds(30))) {
            new SqlPlaceStore(restored).comeHome();
            Fsck.Report report = Fsck.run(restored, key -> {
                String size = sizes.get(key);
                return size == null ? -1 : Long.parseLong(size.substring(size.indexOf(' ') + 1));
            });
            if (report.missing() > manifest.problems()) {
                throw new BackupFailure("The backup " + manifest.id() + " lacks " + report.missing() + " objects: "
                        + String.join("; ", report.problems()) + ".");
            }
            return report;
        }
    }
}
