package dev.selvedge.domain.objects.places;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps places, and which of them a team uses now. */
public interface PlaceStore {

    Optional<ObjectPlace> find(PlaceId id);

    Optional<ObjectPlace> find(String location);

    /** In the order they came. */
    List<ObjectPlace> all();

    /** CONFLICT when the location has become known meanwhile. */
    PlaceId insert(EntityId entity, String location, String sealedAddress, String origin, UserId by, Instant now);

    void update(PlaceId id, EntityId entity, String sealedAddress, String origin, Instant now);

    /** Where new objects of an entity go; empty for the installation's own place. */
    Optional<ObjectPlace> current(EntityId entity);

    void use(EntityId entity, PlaceId place);

    /** False when it had none. */
    boolean leave(EntityId entity);

    /** Objects that are to be deleted once their place answers again. */
    void putOff(PlaceId place, Collection<String> keys, Instant now);

    /** Places with such objects. */
    List<PlaceId> putOff();

    List<String> putOff(PlaceId place, int atMost);

    void forgetPutOff(PlaceId place, Collection<String> keys);
}
