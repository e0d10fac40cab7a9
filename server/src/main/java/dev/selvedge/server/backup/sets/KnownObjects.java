package dev.selvedge.server.backup.sets;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.server.backup.BackupFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a place has already. */
final class KnownObjects {

    private KnownObjects() {}

    /** Sizes by key of what lies below a prefix. */
    static ObjectIndex listed(ObjectStore store, String prefix, Path scratch) throws IOException {
        ObjectIndex sizes = new ObjectIndex(scratch);
        try (Stream<ObjectStore.Meta> all = store.list(prefix)) {
            all.forEach(meta -> sizes.put(meta.key().substring(prefix.length()), Long.toString(meta.size())));
            return sizes;
        } catch (IOException | RuntimeException e) {
            sizes.close();
            throw e;
        }
    }

    /** Objects that the newest readable set names, as far as they are really there. */
    static ObjectIndex of(Place place, Path scratch) throws IOException {
        ObjectIndex known = new ObjectIndex(scratch);
        try (ObjectIndex there = listed(place.store(), Place.object(""), scratch)) {
            for (String id : place.ids()) {
                try {
                    SetReader.open(place, id).objects((key, content) -> {
                        if (Long.toString(content.size()).equals(there.get(key))) {
                            known.put(key, content.toString());
                        }
                    });
                    return known;
                } catch (BackupFailure | IOException damaged) {
                    // an older one may still be whole; what it does not name is copied again
                }
            }
            return known;
        }
    }
}
