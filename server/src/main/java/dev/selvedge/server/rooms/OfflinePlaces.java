package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.storage.objects.places.PlacedObjectStore;
import dev.selvedge.storage.objects.places.Places;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The buckets of teams as they are when a command begins, which ends before that matters. */
public final class OfflinePlaces implements Places {

    private final Map<PlaceId, Optional<ObjectStore>> stores = new HashMap<>();
    private final Map<PlaceId, IOException> broken = new HashMap<>();
    private final List<PlaceId> elsewhere = new ArrayList<>();

    private OfflinePlaces() {}

    public static PlacedObjectStore over(ObjectStore home, PlaceStore places, ServerKeys keys) {
        OfflinePlaces found = new OfflinePlaces();
        List<ObjectPlace> all = places.all();
        if (!all.isEmpty()) {
            UrlSigner signer = new UrlSigner(new byte[32], null, Clock.systemUTC());
            TeamStores stores = TeamStores.ofCommand(places, keys, signer);
            all.forEach(place -> found.add(place, stores));
        }
        return new PlacedObjectStore(home, found);
    }

    private void add(ObjectPlace place, TeamStores from) {
        try {
            stores.put(place.id(), from.open(place.id()));
        } catch (IOException e) {
            broken.put(place.id(), e);
        }
        if (place.isElsewhere()) {
            elsewhere.add(place.id());
        }
    }

    @Override
    public Optional<ObjectStore> open(PlaceId place) throws IOException {
        Optional<ObjectStore> store = stores.get(place);
        if (store == null) {
            IOException why = broken.get(place);
            throw why != null ? why : new IOException("There is no place " + place.value());
        }
        return store;
    }

    @Override
    public List<PlaceId> all() {
        return List.copyOf(elsewhere);
    }

    @Override
    public void putOff(PlaceId place, List<String> keys, IOException why) {
        throw new IllegalStateException("Commands delete nothing", why);
    }
}
