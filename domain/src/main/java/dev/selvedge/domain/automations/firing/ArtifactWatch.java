package dev.selvedge.domain.automations.firing;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.ArtifactChange;
import dev.selvedge.domain.artifacts.ArtifactEvents;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.Subscriptions;
import dev.selvedge.domain.people.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what happens to artifacts into the outbox. */
public final class ArtifactWatch implements ArtifactEvents {

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final Places places;
    private final VersionStore versions;
    private final Clock clock;

    public ArtifactWatch(
            FiringStore store, Subscriptions subscriptions, Places places, VersionStore versions, Clock clock) {
        this.subscriptions = subscriptions;
        this.outbox = new Outbox(store, subscriptions, clock);
        this.places = places;
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public void happened(Caller caller, ArtifactChange change) {
        EventType event = event(change);
        if (!subscriptions.any(event.heardBy())) {
            return;
        }
        String author = caller instanceof Caller.SignedIn user ? user.username() : "";
        outbox.add(
                switch (change) {
                    case ArtifactChange.Created(var artifact, var sequence, var aliases) ->
                        of(event, author, artifact, List.of(sequence), aliases, null);
                    case ArtifactChange.Linked(var artifact, var portfolio, var aliases) ->
                        of(event, author, artifact, List.of(portfolio), aliases, null);
                    case ArtifactChange.Unlinked(var artifact, var portfolio, var aliases) ->
                        of(event, author, artifact, List.of(portfolio), aliases, null);
                    case ArtifactChange.AliasAdded(var artifact, var collection, var alias) ->
                        of(event, author, artifact, List.of(collection), List.of(alias), null);
                    case ArtifactChange.TagAdded(var artifact, var tag) ->
                        of(event, author, artifact, wherever(artifact), List.of(), tag);
                    case ArtifactChange.TagRemoved(var artifact, var tag) ->
                        of(event, author, artifact, wherever(artifact), List.of(), tag);
                    case ArtifactChange.CollectionTagAdded(var collection, var tag) ->
                        of(event, author, null, List.of(collection), List.of(), tag);
                    case ArtifactChange.CollectionTagRemoved(var collection, var tag) ->
                        of(event, author, null, List.of(collection), List.of(), tag);
                });
    }

    private static EventType event(ArtifactChange change) {
        return switch (change) {
            case ArtifactChange.Created ignored -> EventType.CREATE_ARTIFACT;
            case ArtifactChange.Linked ignored -> EventType.LINK_MODEL;
            case ArtifactChange.Unlinked ignored -> EventType.UNLINK_ARTIFACT;
            case ArtifactChange.AliasAdded ignored -> EventType.ADD_ARTIFACT_ALIAS;
            case ArtifactChange.TagAdded ignored -> EventType.ADD_ARTIFACT_TAG;
            case ArtifactChange.TagRemoved ignored -> EventType.REMOVE_ARTIFACT_TAG;
            case ArtifactChange.CollectionTagAdded ignored -> EventType.ADD_COLLECTION_TAG;
            case ArtifactChange.CollectionTagRemoved ignored -> EventType.REMOVE_COLLECTION_TAG;
        };
    }

    private Occurrence of(
            EventType event,
            String author,
            ArtifactId artifact,
            List<CollectionId> collections,
            List<String> aliases,
            String tag) {
        return Occurrence.ofArtifact(
                event,
                clock.instant(),
                author,
                places(artifact, collections),
                artifact == null ? null : artifact.value(),
                aliases,
                tag);
    }

    /** With the version's number as it is now: when the message is sent, the version may have left the place. */
    private List<Place> places(ArtifactId artifact, List<CollectionId> collections) {
        if (artifact == null) {
            return places.of(collections);
        }
        Map<Long, Integer> numbers = versions.membershipsOf(Set.of(artifact)).getOrDefault(artifact, List.of()).stream()
                .collect(toMap(each -> each.collection().value(), Membership::versionIndex));
        return places.of(collections).stream()
                .map(place -> place.withVersion(numbers.get(place.collection())))
                .toList();
    }

    /** A version's tags are seen in every collection that shows it. */
    private List<CollectionId> wherever(ArtifactId artifact) {
        return versions.membershipsOf(Set.of(artifact)).getOrDefault(artifact, List.of()).stream()
                .map(Membership::collection)
                .toList();
    }
}
