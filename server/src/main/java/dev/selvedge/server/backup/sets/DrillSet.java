package dev.selvedge.server.backup.sets;

import dev.selvedge.server.backup.Fsck;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.backups.ScratchDatabase;
import java.io.IOException;
import java.nio.file.Path;

/** Restores into a database that is thrown away, and reads the objects where they lie. */
final class DrillSet {

    private DrillSet() {}

    /**
     * @param beside on whose server the scratch database is made
     * @param scratchOrNull an empty database to use instead
     */
    static Fsck.Report run(
            Place place, String id, MySqlAddress beside, MySqlAddress scratchOrNull, int percent, Path scratch) {
        SetReader set = SetReader.open(place, id);
        SetManifest manifest = VerifySet.run(set, percent, scratch);
        try (ScratchDatabase database =
                        scratchOrNull == null ? ScratchDatabase.make(beside) : ScratchDatabase.use(scratchOrNull);
                ObjectIndex contents = new ObjectIndex(scratch)) {
            LoadSet.run(set, database.address());
            set.objects((key, content) -> contents.put(key, content.toString()));
            return RestoreSet.check(manifest, database.address(), contents);
        } catch (IOException e) {
            throw SetReader.unreadable(id, e);
        }
    }
}
