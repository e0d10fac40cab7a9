package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deleted versions whose bytes are still there, and the way back. */
public final class ArtifactTrash {

    private final ArtifactLookup lookup;
    private final CollectionStore collections;
    private final VersionStore versions;
    private final ContentStore content;
    private final ArtifactProjects projects;
    private final ArtifactAliases aliases;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration keepDeleted;

    /** @param keepDeleted as {@link ArtifactCleanup} keeps them */
    public ArtifactTrash(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ContentStore content,
            ArtifactProjects projects,
            ArtifactAliases aliases,
            Transactions transactions,
            Clock clock,
            Duration keepDeleted) {
        this.lookup = lookup;
        this.collections = collections;
        this.versions = versions;
        this.content = content;
        this.projects = projects;
        this.aliases = aliases;
        this.transactions = transactions;
        this.clock = clock;
        this.keepDeleted = keepDeleted;
    }

    /** @param keptUntil from when on its bytes may be gone */
    public record Deleted(Artifact artifact, Instant deletedAt, Instant keptUntil) {}

    /** Newest versions first; empty where the caller may not look. */
    public Page<Deleted> of(Caller caller, ProjectId project, Integer first, String after) {
        if (projects.visible(caller, project).isEmpty()) {
            return Page.empty();
        }
        int size = Listing.size(first);
        List<Deleted> oneMore = versions.deleted(project, Cursors.id(after).map(ArtifactId::new), size + 1).stream()
                .map(each -> new Deleted(each.artifact(), each.at(), each.at().plus(keepDeleted)))
                .toList();
        return Listing.of(
                        oneMore,
                        size,
                        each -> Long.toString(each.artifact().id().value()),
                        oneMore::size)
                .page();
    }

    /**
     * Back under its old number, with its tags, and with those of its aliases that no other version took meanwhile.
     * Links to it stay away. A collection that was deleted comes back with it. Repeating the call changes nothing.
     */
    public Artifact restore(Caller caller, ArtifactId id) {
        caller.requireSignedIn();
        Artifact artifact = lookup.require(caller, id);
        projects.require(caller, Action.DELETE, artifact.project());
        if (!artifact.committed()) {
            transactions.inTransaction(() -> bringBack(caller, artifact, clock.instant()));
        }
        return versions.get(Set.of(id)).get(id);
    }

    private void bringBack(Caller caller, Artifact artifact, Instant now) {
        CollectionId sequence = artifact.sequence();
        collections.lock(sequence);
        // the removal of bytes takes the same lock, and looks again whether the version is still deleted
        content.lockBirths(Set.of(artifact.id()));
        if (!versions.restore(artifact.id(), now)) {
            if (versions.get(Set.of(artifact.id())).get(artifact.id()).committed()) {
                return;
            }
            throw Fault.invalid("The artifact cannot be restored: it was never finished, or its files are gone");
        }
        if (collections.get(List.of(sequence)).get(sequence).deleted()) {
            collections.revive(sequence, now);
        }
        aliases.enter(caller, sequence, artifact.id(), artifact.versionIndex());
        versions.pendingAliases(artifact.id()).stream()
                .filter(alias -> versions.byAlias(sequence, alias).isEmpty())
                .forEach(alias -> aliases.giveBack(caller, sequence, alias, artifact.id()));
        versions.newestFirst(sequence, Optional.empty(), 1)
                .forEach(newest -> versions.setAlias(sequence, Alias.LATEST, newest.artifact(), now));
        if (isOver(artifact, now)) {
            // else it would be gone again within the hour
            versions.setTtl(artifact.id(), Artifact.Ttl.OFF, now);
        }
    }

    private boolean isOver(Artifact artifact, Instant now) {
        Optional<Duration> lifetime = artifact.ttl() == null
                ? Optional.ofNullable(
                        projects.lifetimes(Set.of(artifact.project())).get(artifact.project()))
                : artifact.ttl().lifetime();
        return lifetime.filter(time -> !artifact.createdAt().plus(time).isAfter(now))
                .isPresent();
    }
}
