package dev.selvedge.domain.artifacts;

import static java.util.stream.Collectors.toSet;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Changes of a version after it was made, and its deletion. */
public final class ArtifactEdits {

    /** Null fields stay as they are; {@code ttlSeconds} as clients write it. */
    public record Edit(
            String description,
            String metadata,
            Set<String> aliases,
            List<String> tagsToAdd,
            List<String> tagsToDelete,
            Long ttlSeconds) {}

    private final ArtifactLookup lookup;
    private final CollectionStore collections;
    private final VersionStore versions;
    private final ArtifactProjects projects;
    private final ArtifactAliases aliases;
    private final ArtifactEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public ArtifactEdits(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        this.lookup = lookup;
        this.collections = collections;
        this.versions = versions;
        this.projects = projects;
        this.aliases = aliases;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Artifact update(Caller caller, ArtifactId id, Edit edit) {
        Artifact artifact = lookup.require(caller, id);
        projects.require(caller, Action.WRITE, artifact.project());
        if (artifact.state() == Artifact.State.DELETED) {
            throw Fault.invalid("The artifact is deleted");
        }
        edit.tagsToAdd().forEach(ArtifactNames::tag);
        Artifact.Ttl ttl = Ttls.parse(edit.ttlSeconds());
        // clients send what they have read along with every other change
        if (edit.ttlSeconds() != null && !Objects.equals(ttl, artifact.ttl()) && !repeatsTheUsual(artifact, ttl)) {
            projects.requireMaySetLifetime(caller, artifact.project());
        }
        Instant now = clock.instant();
        transactions.inTransaction(() -> {
            versions.update(id, edit.description(), edit.metadata(), now);
            if (edit.ttlSeconds() != null) {
                versions.setTtl(id, ttl, now);
            }
            changeTags(caller, id, edit, now);
            if (edit.aliases() != null) {
                aliases.replaceInSequence(caller, artifact, edit.aliases());
            }
        });
        return versions.get(Set.of(id)).get(id);
    }

    /** A client that never heard of inheritance sends the team's time back as if it were the version's own. */
    private boolean repeatsTheUsual(Artifact artifact, Artifact.Ttl ttl) {
        return artifact.ttl() == null
                && ttl.lifetime()
                        .equals(Optional.ofNullable(
                                projects.lifetimes(Set.of(artifact.project())).get(artifact.project())));
    }

    private void changeTags(Caller caller, ArtifactId id, Edit edit, Instant now) {
        if (edit.tagsToDelete().isEmpty() && edit.tagsToAdd().isEmpty()) {
            return;
        }
        Set<String> before = versions.tags(Set.of(id)).getOrDefault(id, List.of()).stream()
                .map(Tag::name)
                .collect(toSet());
        versions.removeTags(id, edit.tagsToDelete());
        versions.addTags(id, edit.tagsToAdd(), now);
        edit.tagsToDelete().stream()
                .distinct()
                .filter(tag -> before.contains(tag) && !edit.tagsToAdd().contains(tag))
                .forEach(tag -> events.happened(caller, new ArtifactChange.TagRemoved(id, tag)));
        edit.tagsToAdd().stream()
                .distinct()
                .filter(tag -> !before.contains(tag))
                .forEach(tag -> events.happened(caller, new ArtifactChange.TagAdded(id, tag)));
    }

    /** Refused while an alias points at it, unless the aliases may go too. Links to it go with it. */
    public Artifact delete(Caller caller, ArtifactId id, boolean withAliases) {
        Artifact artifact = lookup.require(caller, id);
        projects.require(caller, Action.DELETE, artifact.project());
        if (artifact.state() == Artifact.State.DELETED) {
            return artifact;
        }
        boolean done;
        do {
            done = transactions.inTransaction(() -> deleteHeld(caller, id, withAliases));
        } while (!done);
        return versions.get(Set.of(id)).get(id);
    }

    /** False when somebody has just linked it: then it is held anew. */
    private boolean deleteHeld(Caller caller, ArtifactId id, boolean withAliases) {
        Optional<List<Membership>> held = aliases.lockPlaces(id);
        boolean alive = versions.get(Set.of(id)).get(id).state() != Artifact.State.DELETED;
        held.filter(places -> alive).ifPresent(places -> deleteFrom(caller, id, places, withAliases));
        return held.isPresent();
    }

    private void deleteFrom(Caller caller, ArtifactId id, List<Membership> places, boolean withAliases) {
        List<Alias> held = versions.aliasesOf(Set.of(id)).getOrDefault(id, List.of());
        if (!withAliases && !held.isEmpty()) {
            throw Fault.invalid("The artifact cannot be deleted while it has aliases ("
                    + String.join(", ", held.stream().map(Alias::name).toList())
                    + "); delete the aliases too or first");
        }
        aliases.requireMayLeave(caller, id, places);
        aliases.leaveForGood(caller, id, places);
        versions.markDeleted(id, clock.instant());
    }
}
