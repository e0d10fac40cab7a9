package dev.selvedge.storage.objects.places;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The stores of teams' buckets. */
public interface Places {

    /** Empty when its objects have come home, under their whole keys. Fails when it is not known or cannot be opened. */
    Optional<ObjectStore> open(PlaceId place) throws IOException;

    /** Those that are elsewhere. */
    List<PlaceId> all();

    /** These could not be deleted now; they are to be later. */
    void putOff(PlaceId place, List<String> keys, IOException why);
}
