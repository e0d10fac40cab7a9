package dev.selvedge.server.backup.sets;

import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.Sums;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Whether what was written is still there. */
final class VerifySet {

    private VerifySet() {}

    /**
     * @param percent of the objects that are read and compared with their sums; of the others the size is looked at
     * @throws BackupFailure that names what is not as it was written
     */
    static SetManifest run(SetReader set, int percent, Path scratch) {
        Place place = set.place();
        String id = set.manifest().id();
        try (ObjectIndex there = KnownObjects.listed(place.store(), Place.object(""), scratch);
                Parallel reads = new Parallel()) {
            for (String name : set.files().keySet()) {
                reads.start(() -> {
                    try (CheckedInput in = set.open(name)) {
                        in.finish();
                    }
                });
            }
            long[] seen = new long[1];
            set.objects((key, content) -> {
                seen[0]++;
                if (!Long.toString(content.size()).equals(there.get(key))) {
                    throw new BackupFailure("The backup " + id + " is damaged: the object " + key
                            + (there.get(key) == null ? " is missing." : " has another size than what was written."));
                }
                if (ThreadLocalRandom.current().nextInt(100) < percent) {
                    reads.start(() -> read(place, key, content));
                }
            });
            reads.finish();
            if (seen[0] != set.manifest().objects()) {
                throw new BackupFailure("The backup " + id + " is damaged: it lists " + seen[0] + " objects instead of "
                        + set.manifest().objects() + ".");
            }
            return set.manifest();
        } catch (IOException e) {
            throw SetReader.unreadable(id, e);
        }
    }

    private static void read(Place place, String key, Transfer.Content content) throws IOException {
        try (CheckedInput in = new CheckedInput(
                place.store().get(Place.object(key)), Sums.sha256(), content.sum(), "the object " + key)) {
            in.finish();
        }
    }
}
