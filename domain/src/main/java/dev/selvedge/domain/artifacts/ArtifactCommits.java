package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last step of making a version: its manifest is put together and checked against what is stored; then, in one
 * transaction, it gets its number, its aliases and its place in the sequence.
 */
public final class ArtifactCommits {

    private final ArtifactLookup lookup;
    private final CollectionStore collections;
    private final VersionStore versions;
    private final ContentStore content;
    private final UsageStore usage;
    private final ArtifactProjects projects;
    private final Manifests manifests;
    private final ArtifactAliases aliases;
    private final ArtifactEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public ArtifactCommits(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ContentStore content,
            UsageStore usage,
            ArtifactProjects projects,
            Manifests manifests,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        this.lookup = lookup;
        this.collections = collections;
        this.versions = versions;
        this.content = content;
        this.usage = usage;
        this.projects = projects;
        this.manifests = manifests;
        this.aliases = aliases;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The committed version; repeating the call changes nothing. */
    public Artifact commit(Caller caller, ArtifactId id) {
        Artifact draft = lookup.require(caller, id);
        projects.require(caller, Action.CREATE, draft.project());
        if (draft.committed()) {
            return draft;
        }
        if (draft.state() == Artifact.State.DELETED) {
            throw Fault.invalid("The artifact is deleted");
        }
        Assembled assembled = assemble(caller, draft);
        Manifest manifest = assembled.manifest();
        Map<ArtifactId, Set<String>> needed = manifest.neededByBirth();
        List<ContentStore.Blob> own = manifests.stored(draft, needed.getOrDefault(id, Set.of()));
        needed.remove(id);
        requireReadable(caller, needed.keySet());

        Instant now = clock.instant();
        transactions.inTransaction(() -> {
            collections.lock(draft.sequence());
            if (versions.get(Set.of(id)).get(id).committed()) {
                // the client asked again, of another server, while the first was at it
                return;
            }
            reviveDeleted(draft.sequence(), now);
            content.lockBirths(needed.keySet());
            needed.forEach(this::requireStored);
            content.addBlobs(draft.project(), own, now);
            content.addBirths(id, needed.keySet());
            var found = new VersionStore.Content(
                    assembled.digest(),
                    manifest.size(),
                    manifest.entries().size(),
                    own.stream().mapToLong(ContentStore.Blob::size).sum());
            int index = collections.takeVersionIndex(draft.sequence());
            if (!versions.commit(id, index, found, now)) {
                throw Fault.conflict("The artifact was deleted while it was committed");
            }
            // under the lock: a second commit that saw one patch more must not replace what the first has counted
            manifests.write(draft, manifest);
            aliases.enter(caller, draft.sequence(), id, index);
            List<String> given = Stream.concat(Stream.of(Alias.LATEST), versions.pendingAliases(id).stream())
                    .distinct()
                    .toList();
            if (draft.createdByRun() != null) {
                usage.add(draft.createdByRun(), id, UsageStore.Role.OUTPUT, null, now);
            }
            events.happened(caller, new ArtifactChange.Created(id, draft.sequence(), given));
            given.forEach(alias -> aliases.give(caller, draft.sequence(), alias, id));
            versions.tags(Set.of(id))
                    .getOrDefault(id, List.of())
                    .forEach(tag -> events.happened(caller, new ArtifactChange.TagAdded(id, tag.name())));
        });
        return versions.get(Set.of(id)).get(id);
    }

    /** Its collection may have been deleted while the version was uploaded, which is told that it is stored. */
    private void reviveDeleted(CollectionId id, Instant now) {
        ArtifactCollection sequence = collections.get(Set.of(id)).get(id);
        if (!sequence.deleted()) {
            return;
        }
        if (collections.find(sequence.project(), sequence.name()).isPresent()) {
            throw Fault.conflict("The artifact collection " + sequence.name()
                    + " was deleted while this version was uploaded, and there is another of that name now;"
                    + " log the artifact again");
        }
        collections.revive(id, now);
    }

    private record Assembled(Manifest manifest, String digest) {}

    /** A full manifest as it is; else the base, when there is one, and over it all patches in the order they were made. */
    private Assembled assemble(Caller caller, Artifact draft) {
        List<ContentStore.ManifestRow> uploaded = content.manifests(draft.id()).stream()
                .filter(row -> !row.digest().isEmpty() && manifests.isUploaded(draft, row))
                .toList();
        if (uploaded.isEmpty()) {
            throw Fault.invalid("The artifact has no uploaded manifest");
        }
        ContentStore.ManifestRow last = uploaded.getLast();
        if (last.kind() == ContentStore.ManifestKind.FULL) {
            // what the client says it computed over the same content
            return new Assembled(manifests.uploaded(draft, last).bornIn(draft.id()), draft.digest());
        }
        Manifest merged = Manifest.empty();
        if (last.kind() == ContentStore.ManifestKind.INCREMENTAL && last.base() != null) {
            merged = manifests.of(lookup.requireCommitted(caller, last.base()));
        }
        for (ContentStore.ManifestRow row : uploaded) {
            if (row.kind() != ContentStore.ManifestKind.FULL) {
                merged = merged.with(manifests.uploaded(draft, row).bornIn(draft.id()));
            }
        }
        return new Assembled(merged, merged.digest(draft.digestAlgorithm()));
    }

    /** Without this, a guessed digest would hand out other people's files. */
    private void requireReadable(Caller caller, Set<ArtifactId> births) {
        Map<ArtifactId, Artifact> found = versions.get(births);
        for (ArtifactId birth : births) {
            Artifact artifact = found.get(birth);
            // a deleted version still lends its files to the versions that were built on it
            if (artifact == null || projects.visible(caller, artifact.project()).isEmpty()) {
                lookup.require(caller, birth);
            }
        }
    }

    private void requireStored(ArtifactId birth, Set<String> digests) {
        List<String> missing = new ArrayList<>(digests);
        missing.removeAll(content.blobs(birth, digests).keySet());
        if (!missing.isEmpty()) {
            throw Fault.invalid(missing.size() + " files of the manifest are not stored, the first has the digest "
                    + missing.getFirst());
        }
    }
}
