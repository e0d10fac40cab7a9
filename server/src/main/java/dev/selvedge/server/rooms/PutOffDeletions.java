package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.storage.objects.places.PlacedObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what could not be deleted while the bucket of a team was away. */
final class PutOffDeletions {

    private static final Logger log = LoggerFactory.getLogger(PutOffDeletions.class);

    private static final int AT_ONCE = 500;

    private final PlaceStore places;
    private final PlacedObjectStore objects;
    private final BooleanSupplier held;

    /** @param held whether a backup needs all objects to stay */
    PutOffDeletions(PlaceStore places, PlacedObjectStore objects, BooleanSupplier held) {
        this.places = places;
        this.objects = objects;
        this.held = held;
    }

    void run() {
        for (PlaceId place : places.putOff()) {
            try {
                delete(place);
            } catch (IOException e) {
                log.warn("The bucket of a team still does not answer: {}", e.getMessage());
            }
        }
    }

    private void delete(PlaceId place) throws IOException {
        for (List<String> keys = places.putOff(place, AT_ONCE);
                !keys.isEmpty() && !held.getAsBoolean();
                keys = places.putOff(place, AT_ONCE)) {
            objects.deleteNow(place, keys);
            places.forgetPutOff(place, keys);
        }
    }
}
