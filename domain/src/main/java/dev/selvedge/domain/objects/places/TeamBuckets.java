package dev.selvedge.domain.objects.places;

import dev.selvedge.domain.automations.secrets.SecretBox;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives a team a bucket of its own. Only who runs the installation may: a bucket's address makes the server talk to whatever
 * it names. The team's admins see where their objects go.
 */
public final class TeamBuckets {

    private static final int LONGEST_ADDRESS = 4_000;

    private final PlaceStore places;
    private final BucketProbe probe;
    private final SecretBox box;
    private final EntityStore entities;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;

    public TeamBuckets(
            PlaceStore places,
            BucketProbe probe,
            SecretBox box,
            EntityStore entities,
            Access access,
            Transactions transactions,
            Clock clock) {
        this.places = places;
        this.probe = probe;
        this.box = box;
        this.entities = entities;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    public TeamBucket get(Caller caller, String team) {
        Entity entity = entity(team);
        access.require(caller, Action.MANAGE, Resource.entity(entity.id()));
        return shown(entity);
    }

    /**
     * New objects go there from now on. The same location again changes how it is reached: for new credentials.
     *
     * @param pages origin of the pages, which the bucket has to admit
     * @param allowPages tells the bucket to do so first
     */
    public TeamBucket set(Caller caller, String team, String address, String pages, boolean allowPages) {
        Caller.SignedIn user = caller.requireSignedIn();
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        Entity entity = entity(team);
        if (address == null || address.isBlank() || address.length() > LONGEST_ADDRESS) {
            throw Fault.invalid("\"address\" is that of a bucket: s3://bucket/path, s3://key:secret@host/bucket/path,"
                    + " cw://bucket, gs://bucket or az://account/container");
        }
        refuseOthers(entity, probe.location(address.strip()));
        BucketProbe.Found found = probe.examine(address.strip(), pages, allowPages);
        if (!found.troubles().isEmpty()) {
            throw Fault.invalid(
                    "The bucket " + found.location() + " will not do: " + String.join("; ", found.troubles()));
        }
        String sealed = box.seal(found.address(), owner(found.location()));
        transactions.inTransaction(() -> {
            Optional<ObjectPlace> known = refuseOthers(entity, found.location());
            PlaceId id = known.map(ObjectPlace::id)
                    .orElseGet(() -> places.insert(
                            entity.id(), found.location(), sealed, found.origin(), user.userId(), clock.instant()));
            known.ifPresent(place -> places.update(id, entity.id(), sealed, found.origin(), clock.instant()));
            places.use(entity.id(), id);
        });
        return shown(entity);
    }

    /** New objects go to the installation's own place again; those that are in the bucket stay there. */
    public void remove(Caller caller, String team) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        EntityId entity = entity(team).id();
        if (!transactions.inTransaction(() -> places.leave(entity))) {
            throw Fault.notFound("The team " + team + " has no bucket of its own");
        }
    }

    /** Two teams in one place could not be told apart there. A deleted team's may be taken over. */
    private Optional<ObjectPlace> refuseOthers(Entity entity, String location) {
        Optional<ObjectPlace> known = places.find(location);
        known.filter(place -> !place.entity().equals(entity.id()))
                .flatMap(place -> entities.find(place.entity()))
                .filter(other -> other.deletedAt() == null)
                .ifPresent(other -> {
                    throw Fault.conflict("The bucket " + location + " is another team's; give each a path of its own");
                });
        return known;
    }

    private Entity entity(String name) {
        return Optional.ofNullable(name)
                .flatMap(entities::findEntity)
                .orElseThrow(() -> Fault.notFound("No such team"));
    }

    private TeamBucket shown(Entity entity) {
        Optional<ObjectPlace> current = places.current(entity.id());
        long others = places.all().stream()
                .filter(place -> place.entity().equals(entity.id()))
                .filter(place ->
                        current.isEmpty() || !place.id().equals(current.get().id()))
                .count();
        return new TeamBucket(
                entity.name(),
                current.map(ObjectPlace::location).orElse(""),
                current.map(ObjectPlace::updatedAt).orElse(null),
                (int) others);
    }

    /** What a sealed address is bound to. */
    public static String owner(String location) {
        return "bucket " + location;
    }
}
