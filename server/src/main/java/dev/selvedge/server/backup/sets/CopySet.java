package dev.selvedge.server.backup.sets;

import java.io.IOException;
import java.nio.file.Path;

/** A set and its objects to another place. */
final class CopySet {

    private CopySet() {}

    /** @return how many objects were new there */
    static long run(Place from, String id, Place to, Path scratch) {
        SetReader set = SetReader.open(from, id);
        long[] copied = new long[1];
        try (ObjectIndex known = KnownObjects.of(to, scratch);
                Parallel transfers = new Parallel()) {
            set.objects((key, content) -> {
                if (!content.toString().equals(known.get(key))) {
                    copied[0]++;
                    transfers.start(() ->
                            Transfer.copy(from.store(), Place.object(key), to.store(), Place.object(key), content));
                }
            });
            for (var file : set.files().entrySet()) {
                String key = Place.file(id, file.getKey());
                transfers.start(() -> Transfer.copy(from.store(), key, to.store(), key, file.getValue()));
            }
            transfers.finish();
            for (String last : new String[] {SetManifest.SUMS, SetManifest.NAME}) {
                Transfer.copy(from.store(), Place.file(id, last), to.store(), Place.file(id, last), null);
            }
            return copied[0];
        } catch (IOException e) {
            throw SetReader.unreadable(id, e);
        }
    }
}
