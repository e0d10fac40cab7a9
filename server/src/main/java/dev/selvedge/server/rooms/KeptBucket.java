package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.PlaceId;
import java.util.Set;

/**
 * A bucket that the server keeps objects in, and therefore can sign links to.
 *
 * @param folder where its objects are
 * @param place whose bucket it is; null for the installation's own
 * @param revision another one when the address has changed
 * @param address with what opens it
 */
record KeptBucket(ReferenceAddress folder, PlaceId place, long revision, String address) {

    /** What the keys of the server begin with where a bucket is all its own. */
    private static final Set<String> ROOTS = Set.of("runs", "wandb_artifacts", "histories", "at", "backups", "doctor");

    /** Whether the server's own objects are there, which are for the readers of their projects alone. */
    boolean keeps(ReferenceAddress address) {
        if (!address.bucket().equals(folder.bucket())) {
            return false;
        }
        if (!folder.key().isEmpty()) {
            return address.key().startsWith(folder.key())
                    || folder.key().startsWith(address.folder().key());
        }
        int slash = address.key().indexOf('/');
        return slash < 0 || ROOTS.contains(address.key().substring(0, slash));
    }

    /** Settings end up in messages. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
