package dev.selvedge.server.backup.sets;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.backup.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Removes sets that are too many, and then the objects that no set has any more. */
final class PruneSets {

    private static final int AT_ONCE = 1_000;

    private PruneSets() {}

    /** @return the ids of what went; nothing goes when the newest set is not whole */
    static List<String> run(Place place, int days, int weeks, int months, Path scratch) {
        List<Retention.Listed> all = place.ids().stream()
                .map(id -> new Retention.Listed(Path.of(id), LocalDateTime.parse(id, CreateSet.ID)))
                .toList();
        List<String> superfluous = Retention.superfluous(all, days, weeks, months).stream()
                .map(each -> each.path().toString())
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        VerifySet.run(SetReader.open(place, all.getFirst().path().toString()), 0, scratch);
        try {
            for (String id : superfluous) {
                // without its manifest it is no set any more, whatever happens next
                place.store().delete(List.of(Place.file(id, SetManifest.NAME)));
            }
            Set<String> kept = new HashSet<>(place.ids());
            delete(place, "sets/", key -> !kept.contains(key.split("/")[1]));
            try (ObjectIndex needed = needed(place, kept, scratch)) {
                delete(place, Place.object(""), key -> needed.get(key.substring("objects/".length())) == null);
            }
            return superfluous;
        } catch (IOException e) {
            throw new BackupFailure("Old backups could not be removed (" + e.getMessage() + ").");
        }
    }

    private static ObjectIndex needed(Place place, Set<String> ids, Path scratch) throws IOException {
        ObjectIndex needed = new ObjectIndex(scratch);
        for (String id : ids) {
            try {
                SetReader.open(place, id).objects((key, content) -> needed.put(key, ""));
            } catch (BackupFailure | IOException e) {
                needed.close();
                throw new BackupFailure("The backup " + id + " cannot be read, so nobody knows which objects it needs ("
                        + e.getMessage() + "); remove it by hand, or mend it.");
            }
        }
        return needed;
    }

    private static void delete(Place place, String prefix, java.util.function.Predicate<String> superfluous)
            throws IOException {
        List<String> keys = new ArrayList<>();
        try (Stream<ObjectStore.Meta> found = place.store().list(prefix)) {
            for (ObjectStore.Meta each : (Iterable<ObjectStore.Meta>) found::iterator) {
                if (superfluous.test(each.key())) {
                    keys.add(each.key());
                }
                if (keys.size() == AT_ONCE) {
                    place.store().delete(keys);
                    keys.clear();
                }
            }
        }
        if (!keys.isEmpty()) {
            place.store().delete(keys);
        }
    }
}
