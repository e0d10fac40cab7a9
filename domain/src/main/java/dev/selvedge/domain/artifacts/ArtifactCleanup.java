package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.platform.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Expires versions, gives up abandoned drafts, and frees the bytes of deleted versions that no other version needs.
 *
 * <p>Bytes go in two steps: first, in one transaction, the rows that lead to them, with a note of their objects; then the
 * objects, then the note. Cut off anywhere, nothing dangles and nothing is forgotten.
 */
public final class ArtifactCleanup {

    private static final int BATCH = 200;

    private final VersionStore versions;
    private final CollectionStore collections;
    private final ContentStore content;
    private final ArtifactAliases aliases;
    private final ArtifactProjects projects;
    private final Manifests manifests;
    private final ObjectStore objects;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration keepDeleted;
    private final Duration keepDrafts;

    /**
     * @param keepDeleted how long deleted versions keep their bytes
     * @param keepDrafts how long a draft may take from its creation to its commit
     */
    public ArtifactCleanup(
            VersionStore versions,
            CollectionStore collections,
            ContentStore content,
            ArtifactAliases aliases,
            ArtifactProjects projects,
            Manifests manifests,
            ObjectStore objects,
            Transactions transactions,
            Clock clock,
            Duration keepDeleted,
            Duration keepDrafts) {
        this.versions = versions;
        this.collections = collections;
        this.content = content;
        this.aliases = aliases;
        this.projects = projects;
        this.manifests = manifests;
        this.objects = objects;
        this.transactions = transactions;
        this.clock = clock;
        this.keepDeleted = keepDeleted;
        this.keepDrafts = keepDrafts;
    }

    public RecurringJob job(Duration every) {
        return new RecurringJob("artifact-cleanup", every, this::run);
    }

    public void run() {
        Instant now = clock.instant();
        expire(after -> versions.expired(now, after, BATCH), page -> page);
        for (ArtifactProjects.TeamLifetime each : projects.teamLifetimes()) {
            Instant madeBefore = now.minus(each.lifetime());
            for (int from = 0; from < each.projects().size(); from += BATCH) {
                List<ProjectId> some = each.projects()
                        .subList(from, Math.min(from + BATCH, each.projects().size()));
                expire(after -> versions.agedOut(some, madeBefore, after, BATCH), this::withoutMade);
            }
        }
        versions.abandoned(now.minus(keepDrafts), BATCH).forEach(id -> versions.abandon(id, now));
        for (ArtifactId id : content.purgeable(now.minus(keepDeleted), BATCH)) {
            purgeUnlessAway(id);
        }
        removeDiscarded();
    }

    /** Page by page, since those that live on all the same must not hide the ones behind them. */
    private void expire(Function<ArtifactId, List<ArtifactId>> pages, UnaryOperator<List<ArtifactId>> ending) {
        ArtifactId last = new ArtifactId(0);
        for (List<ArtifactId> page = pages.apply(last); !page.isEmpty(); page = pages.apply(last)) {
            ending.apply(page).forEach(this::expire);
            last = page.getLast();
        }
    }

    private List<ArtifactId> withoutMade(List<ArtifactId> page) {
        Map<ArtifactId, String> types = TypeNames.of(versions.get(page).values(), collections);
        return page.stream().filter(id -> !MadeTypes.includes(types.get(id))).toList();
    }

    /** Versions in a registry live on whatever their time to live says. */
    private void expire(ArtifactId id) {
        transactions.inTransaction(() -> {
            List<Membership> places = versions.membershipsOf(Set.of(id)).getOrDefault(id, List.of());
            boolean registered = collections
                    .get(places.stream().map(Membership::collection).toList())
                    .values()
                    .stream()
                    .anyMatch(place -> projects.visible(Caller.SYSTEM, place.project())
                            .filter(ArtifactProjects.Place::registry)
                            .isPresent());
            if (!registered) {
                places.stream()
                        .sorted(java.util.Comparator.comparingLong(
                                place -> place.collection().value()))
                        .forEach(place -> collections.lock(place.collection()));
                aliases.leaveForGood(Caller.SYSTEM, id, places);
                versions.markDeleted(id, clock.instant());
            }
        });
    }

    /** The bucket of one team being away holds up nobody else's. */
    private void purgeUnlessAway(ArtifactId id) {
        try {
            purge(id);
        } catch (UncheckedIOException | Fault e) {
            boolean away = !(e instanceof Fault fault) || fault.code() == Fault.Code.UNAVAILABLE;
            if (!away || versions.get(Set.of(id)).get(id).place().isEmpty()) {
                throw e;
            }
        }
    }

    private void purge(ArtifactId id) {
        Artifact artifact = versions.get(Set.of(id)).get(id);
        List<String> manifestKeys = new ArrayList<>();
        content.manifests(id).forEach(row -> manifestKeys.add(StorageKeys.uploadedManifest(artifact, row.id())));
        manifestKeys.add(StorageKeys.manifest(artifact));
        Set<ArtifactId> lenders = new HashSet<>(content.births(id));
        // files of a draft that was never committed are known by their prefix only
        List<String> strays = strays(artifact);
        boolean gone = transactions.inTransaction(() -> {
            content.lockBirths(Set.of(id));
            if (versions.get(Set.of(id)).get(id).state() != Artifact.State.DELETED) {
                return false; // somebody has just restored it
            }
            content.markPurged(id, clock.instant());
            content.discard(id, List.of(), manifestKeys, clock.instant());
            content.discard(id, List.of(), strays, clock.instant());
            return true;
        });
        if (!gone) {
            return;
        }
        freeUnneeded(id);
        // what this version borrowed may have been kept for it alone
        lenders.stream().filter(content::purged).forEach(this::freeUnneeded);
    }

    /** Objects below the version's prefix that no row knows. */
    private List<String> strays(Artifact artifact) {
        Set<String> known = new HashSet<>();
        content.blobs(artifact.id()).forEach(blob -> known.add(StorageKeys.file(artifact, blob.name())));
        try (var listed = objects.list(StorageKeys.file(artifact, ""))) {
            return listed.map(ObjectStore.Meta::key)
                    .filter(key -> !known.contains(key))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void freeUnneeded(ArtifactId birth) {
        Artifact artifact = versions.get(Set.of(birth)).get(birth);
        transactions.inTransaction(() -> {
            content.lockBirths(Set.of(birth));
            Set<String> needed = new HashSet<>();
            for (ArtifactId dependent : content.dependents(birth)) {
                Artifact other = versions.get(Set.of(dependent)).get(dependent);
                if (other.state() == Artifact.State.PENDING) {
                    return; // what it will need is known only at its commit; when it is purged itself, this is asked
                    // again
                }
                manifests.of(other).entries().values().stream()
                        .filter(entry -> entry.stored() && birth.equals(entry.birth()))
                        .forEach(entry -> needed.add(entry.blob()));
            }
            List<String> gone = content.blobs(birth).stream()
                    .map(ContentStore.Blob::name)
                    .filter(name -> !needed.contains(name))
                    .toList();
            List<String> keys =
                    gone.stream().map(name -> StorageKeys.file(artifact, name)).toList();
            content.discard(birth, gone, keys, clock.instant());
        });
    }

    private void removeDiscarded() {
        try {
            for (List<String> keys = content.discarded(BATCH); !keys.isEmpty(); keys = content.discarded(BATCH)) {
                objects.delete(keys);
                content.forgetDiscarded(keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
