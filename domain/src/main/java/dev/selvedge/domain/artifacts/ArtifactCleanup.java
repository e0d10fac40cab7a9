package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
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
import java.util.Optional;
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
    private final Duration keepOfDeletedProjects;

    /**
     * @param keepDeleted how long deleted versions keep their bytes
     * @param keepDrafts how long drafts are kept that nobody works on
     * @param keepOfDeletedProjects how long versions of deleted projects are there for its restoration
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
            Duration keepDrafts,
            Duration keepOfDeletedProjects) {
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
        this.keepOfDeletedProjects = keepOfDeletedProjects;
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
        Instant projectGoneBefore = now.minus(keepOfDeletedProjects);
        expire(after -> versions.ofDeletedProjects(projectGoneBefore, after, BATCH), page -> page);
        Instant untouchedSince = now.minus(keepDrafts);
        versions.abandoned(untouchedSince, BATCH).forEach(id -> versions.abandon(id, untouchedSince, now));
        purgeDeleted(now.minus(keepDeleted));
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

    private void expire(ArtifactId id) {
        boolean done;
        do {
            done = transactions.inTransaction(() -> expireHeld(id));
        } while (!done);
    }

    /** Versions in a registry live on whatever else is said of them. False when it has just been linked: then it is held anew. */
    private boolean expireHeld(ArtifactId id) {
        Optional<List<Membership>> held = aliases.lockPlaces(id);
        boolean alive = versions.get(Set.of(id)).get(id).committed();
        held.filter(places -> alive && !registered(places)).ifPresent(places -> {
            aliases.leaveForGood(Caller.SYSTEM, id, places);
            versions.markDeleted(id, clock.instant());
        });
        return held.isPresent();
    }

    private boolean registered(List<Membership> places) {
        return collections.get(places.stream().map(Membership::collection).toList()).values().stream()
                .anyMatch(place -> projects.visible(Caller.SYSTEM, place.project())
                        .filter(ArtifactProjects.Place::registry)
                        .isPresent());
    }

    /** Page by page: what cannot be purged now must not hide what lies behind it. */
    private void purgeDeleted(Instant deletedBefore) {
        Set<PlaceId> away = new HashSet<>();
        ArtifactId last = new ArtifactId(0);
        for (List<ArtifactId> page = content.purgeable(deletedBefore, last, BATCH);
                !page.isEmpty();
                page = content.purgeable(deletedBefore, last, BATCH)) {
            for (ArtifactId id : page) {
                purgeUnlessAway(versions.get(Set.of(id)).get(id), away);
            }
            removeDiscarded();
            last = page.getLast();
        }
    }

    /**
     * The bucket of one team being away holds up nobody else's, and is asked once.
     *
     * @param away places that have not answered in this round
     */
    private void purgeUnlessAway(Artifact artifact, Set<PlaceId> away) {
        if (artifact.place().filter(away::contains).isPresent()) {
            return;
        }
        List<String> strays;
        try {
            // files of a draft that was never committed are known by their prefix only
            strays = strays(artifact);
        } catch (UncheckedIOException | Fault e) {
            away.add(artifact.place().filter(place -> isAway(e)).orElseThrow(() -> e));
            return;
        }
        try {
            purge(artifact, strays);
        } catch (Fault e) {
            if (!isAway(e)) {
                throw e;
            }
            // the manifest of a borrower lies in a bucket that is away: what to free is known later
        }
    }

    private static boolean isAway(RuntimeException failure) {
        return !(failure instanceof Fault fault) || fault.code() == Fault.Code.UNAVAILABLE;
    }

    /** In one step with the note that it is purged, which nothing looks at again, go the bytes that nobody needs. */
    private void purge(Artifact artifact, List<String> strays) {
        ArtifactId id = artifact.id();
        Set<ArtifactId> lenders = content.births(id);
        Set<ArtifactId> held = new HashSet<>(lenders);
        held.add(id);
        transactions.inTransaction(() -> {
            content.lockBirths(held);
            if (versions.get(Set.of(id)).get(id).state() != Artifact.State.DELETED) {
                return; // somebody has just restored it
            }
            List<String> keys = new ArrayList<>(strays);
            content.manifests(id).forEach(row -> keys.add(StorageKeys.uploadedManifest(artifact, row.id())));
            keys.add(StorageKeys.manifest(artifact));
            content.markPurged(id, clock.instant());
            content.discard(id, List.of(), keys, clock.instant());
            freeUnneeded(id);
            // what this version borrowed may have been kept for it alone
            lenders.stream().filter(content::purged).forEach(this::freeUnneeded);
        });
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

    /** Lock held. */
    private void freeUnneeded(ArtifactId birth) {
        Artifact artifact = versions.get(Set.of(birth)).get(birth);
        Set<String> needed = new HashSet<>();
        for (ArtifactId dependent : content.dependents(birth)) {
            Artifact other = versions.get(Set.of(dependent)).get(dependent);
            if (other.state() == Artifact.State.PENDING) {
                return; // what it will need is known only at its commit; when it is purged itself, this is asked again
            }
            if (other.versionIndex() == null) {
                continue; // a draft that was given up: it has no manifest, and no way back
            }
            Optional<Manifest> theirs = manifests.find(other);
            if (theirs.isEmpty()) {
                return; // lost, as the check of artifacts says; nothing is thrown away on that
            }
            theirs.get().entries().values().stream()
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
