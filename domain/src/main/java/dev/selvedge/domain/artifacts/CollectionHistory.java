package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.artifacts.CollectionAction.Kind;
import dev.selvedge.domain.people.Caller;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

/** Who put which version and alias where, and when. "latest" moves by itself and is left out. */
public final class CollectionHistory {

    private final CollectionActionStore store;
    private final VersionStore versions;
    private final Clock clock;

    public CollectionHistory(CollectionActionStore store, VersionStore versions, Clock clock) {
        this.store = store;
        this.versions = versions;
        this.clock = clock;
    }

    /** Of a collection that the caller was shown. */
    public Listing<CollectionAction> of(CollectionId collection, Integer version, Integer first, String after) {
        int size = Listing.size(first);
        OptionalInt only = version == null ? OptionalInt.empty() : OptionalInt.of(version);
        return Listing.of(
                store.newestFirst(collection, only, Cursors.id(after), size + 1),
                size,
                action -> Long.toString(action.id()),
                () -> store.count(collection, only));
    }

    void added(Caller caller, Membership place) {
        keep(caller, place.collection(), Kind.VERSION_ADDED, place.versionIndex(), null, null);
    }

    void removed(Caller caller, Membership place) {
        keep(caller, place.collection(), Kind.VERSION_REMOVED, place.versionIndex(), null, null);
    }

    /** Asked before the alias is given. */
    void aliasAdded(Caller caller, CollectionId collection, String alias, ArtifactId to, Optional<Membership> holder) {
        if (!alias.equals(Alias.LATEST)) {
            Integer from = holder.map(Membership::versionIndex).orElse(null);
            versions.byArtifact(collection, to)
                    .ifPresent(place -> keep(caller, collection, Kind.ALIAS_ADDED, place.versionIndex(), from, alias));
        }
    }

    void aliasRemoved(Caller caller, Membership holder, String alias) {
        if (!alias.equals(Alias.LATEST)) {
            keep(caller, holder.collection(), Kind.ALIAS_REMOVED, holder.versionIndex(), null, alias);
        }
    }

    private void keep(Caller caller, CollectionId collection, Kind kind, int version, Integer from, String alias) {
        store.add(new CollectionAction(
                0,
                collection,
                kind,
                version,
                from,
                alias,
                caller instanceof Caller.SignedIn user ? user.userId() : null,
                clock.instant()));
    }
}
