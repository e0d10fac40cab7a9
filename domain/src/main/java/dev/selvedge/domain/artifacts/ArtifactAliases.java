package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Aliases move as a whole: at any moment exactly one version of a collection holds an alias. */
public final class ArtifactAliases {

    /** An alias in a collection of any project. */
    public record Place(String entity, String project, String collection, String alias) {}

    private final ArtifactLookup lookup;
    private final CollectionStore collections;
    private final VersionStore versions;
    private final ArtifactProjects projects;
    private final ProtectedAliases guarded;
    private final CollectionHistory history;
    private final ArtifactEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public ArtifactAliases(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ProtectedAliases guarded,
            CollectionHistory history,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        this.lookup = lookup;
        this.collections = collections;
        this.versions = versions;
        this.projects = projects;
        this.guarded = guarded;
        this.history = history;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    public void add(Caller caller, ArtifactId artifact, List<Place> places) {
        lookup.requireCommitted(caller, artifact);
        places.forEach(place -> ArtifactNames.alias(place.alias()));
        inCollections(caller, places, (collection, alias) -> {
            if (versions.byArtifact(collection, artifact).isEmpty()) {
                throw Fault.invalid("The artifact is not in that collection");
            }
            give(caller, collection, alias, artifact);
        });
    }

    /** Tells of it only when the version did not hold the alias before. Lock held. */
    void give(Caller caller, CollectionId collection, String alias, ArtifactId artifact) {
        Optional<Membership> holder = versions.byAlias(collection, alias);
        versions.setAlias(collection, alias, artifact, clock.instant());
        if (holder.filter(place -> place.artifact().equals(artifact)).isEmpty()) {
            history.aliasAdded(caller, collection, alias, artifact, holder);
            events.happened(caller, new ArtifactChange.AliasAdded(artifact, collection, alias));
        }
    }

    /** An alias that it had before it was deleted, and nobody has now: nothing for those who listen. Lock held. */
    void giveBack(Caller caller, CollectionId collection, String alias, ArtifactId artifact) {
        versions.setAlias(collection, alias, artifact, clock.instant());
        history.aliasAdded(caller, collection, alias, artifact, Optional.empty());
    }

    public void remove(Caller caller, ArtifactId artifact, List<Place> places) {
        lookup.require(caller, artifact);
        inCollections(caller, places, (collection, alias) -> take(caller, collection, alias, artifact));
    }

    /** Only if the version holds it. Lock held. */
    private void take(Caller caller, CollectionId collection, String alias, ArtifactId artifact) {
        versions.byAlias(collection, alias)
                .filter(holder -> holder.artifact().equals(artifact))
                .ifPresent(holder -> {
                    versions.removeAlias(collection, alias, artifact);
                    history.aliasRemoved(caller, holder, alias);
                });
    }

    private interface Change {
        void apply(CollectionId collection, String alias);
    }

    private void inCollections(Caller caller, List<Place> places, Change change) {
        TreeMap<CollectionId, List<String>> byCollection = new TreeMap<>(Comparator.comparingLong(CollectionId::value));
        for (Place place : places) {
            ArtifactCollection found = lookup.collection(caller, place.entity(), place.project(), place.collection())
                    .orElseThrow(() -> Fault.notFound("No such artifact collection: " + place.collection()));
            projects.require(caller, Action.WRITE, found.project());
            guarded.requireMayMove(caller, found.project(), Set.of(place.alias()));
            byCollection.merge(found.id(), List.of(place.alias()), ArtifactAliases::join);
        }
        // ascending ids: two writers that touch the same collections wait for each other instead of deadlocking
        transactions.inTransaction(() -> byCollection.forEach((collection, aliases) -> {
            collections.lock(collection);
            aliases.forEach(alias -> change.apply(collection, alias));
        }));
    }

    private static List<String> join(List<String> a, List<String> b) {
        return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
    }

    /** Replaces all aliases that the version has in its own sequence. */
    public void replaceInSequence(Caller caller, Artifact artifact, Set<String> aliases) {
        projects.require(caller, Action.WRITE, artifact.project());
        transactions.inTransaction(() -> {
            collections.lock(artifact.sequence());
            if (versions.get(Set.of(artifact.id())).get(artifact.id()).state() == Artifact.State.DELETED) {
                throw Fault.invalid("The artifact is deleted");
            }
            for (Alias old : versions.aliasesOf(Set.of(artifact.id())).getOrDefault(artifact.id(), List.of())) {
                if (old.collection().equals(artifact.sequence()) && !aliases.contains(old.name())) {
                    take(caller, artifact.sequence(), old.name(), artifact.id());
                }
            }
            aliases.forEach(alias -> give(
                    caller,
                    artifact.sequence(),
                    alias.equals(Alias.LATEST) ? alias : ArtifactNames.alias(alias),
                    artifact.id()));
        });
    }

    /** DENIED when the version holds an alias somewhere that the caller may not take from it. */
    void requireMayLeave(Caller caller, ArtifactId artifact, Collection<Membership> places) {
        List<Alias> held = versions.aliasesOf(Set.of(artifact)).getOrDefault(artifact, List.of());
        Map<CollectionId, ArtifactCollection> all =
                collections.get(places.stream().map(Membership::collection).toList());
        all.forEach((id, place) -> guarded.requireMayMove(
                caller,
                place.project(),
                held.stream()
                        .filter(alias -> alias.collection().equals(id))
                        .map(Alias::name)
                        .toList()));
    }

    /** As {@link #leave}, for a portfolio, and tells of it. Lock held. */
    void unlink(Caller caller, Membership membership) {
        List<String> held = held(membership);
        // first, so that whoever listens still finds it there
        events.happened(caller, new ArtifactChange.Unlinked(membership.artifact(), membership.collection(), held));
        leave(caller, membership);
    }

    private List<String> held(Membership place) {
        return versions.aliasesOf(Set.of(place.artifact())).getOrDefault(place.artifact(), List.of()).stream()
                .filter(alias -> alias.collection().equals(place.collection()))
                .map(Alias::name)
                .toList();
    }

    /** The version takes its place in a collection. Lock held. */
    Membership enter(Caller caller, CollectionId collection, ArtifactId artifact, int versionIndex) {
        Membership place = versions.addMembership(collection, artifact, versionIndex, clock.instant());
        history.added(caller, place);
        return place;
    }

    /**
     * Holds a version and what it stands in: collections first, in the order of their ids, as everywhere. Empty when it has
     * come into another one meanwhile; then the transaction has to be begun anew.
     */
    Optional<List<Membership>> lockPlaces(ArtifactId artifact) {
        List<Membership> before = placesOf(artifact);
        before.forEach(place -> collections.lock(place.collection()));
        versions.lock(artifact);
        List<Membership> places = placesOf(artifact);
        return before.containsAll(places) ? Optional.of(places) : Optional.empty();
    }

    private List<Membership> placesOf(ArtifactId artifact) {
        return versions.membershipsOf(Set.of(artifact)).getOrDefault(artifact, List.of()).stream()
                .sorted(Comparator.comparingLong(place -> place.collection().value()))
                .toList();
    }

    /** Takes a version that is deleted out of all collections. Locks held. */
    void leaveForGood(Caller caller, ArtifactId artifact, List<Membership> places) {
        CollectionId sequence = versions.get(Set.of(artifact)).get(artifact).sequence();
        versions.keepAliases(
                artifact,
                versions.aliasesOf(Set.of(artifact)).getOrDefault(artifact, List.of()).stream()
                        .filter(alias -> alias.collection().equals(sequence))
                        .map(Alias::name)
                        .filter(name -> !name.equals(Alias.LATEST))
                        .toList());
        places.forEach(place -> leave(caller, place));
    }

    /** Takes the version out of a collection; {@code latest} falls back to the newest one left. Lock held. */
    private void leave(Caller caller, Membership membership) {
        boolean wasLatest = versions.byAlias(membership.collection(), Alias.LATEST)
                .filter(latest -> latest.artifact().equals(membership.artifact()))
                .isPresent();
        held(membership).forEach(alias -> history.aliasRemoved(caller, membership, alias));
        history.removed(caller, membership);
        versions.removeAliases(membership.collection(), membership.artifact());
        versions.removeMembership(membership.id());
        if (wasLatest) {
            versions.newestFirst(membership.collection(), Optional.empty(), 1)
                    .forEach(newest ->
                            versions.setAlias(newest.collection(), Alias.LATEST, newest.artifact(), clock.instant()));
        }
    }
}
