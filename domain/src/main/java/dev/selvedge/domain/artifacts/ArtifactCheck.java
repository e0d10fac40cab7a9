package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for what the order of steps at commit and removal rules out: versions whose bytes are gone, and bytes that
 * nothing leads to. Changes nothing, and may run beside a working server.
 */
public final class ArtifactCheck {

    private static final int VERSIONS_AT_ONCE = 200;
    private static final int KEYS_AT_ONCE = 5_000;

    public enum Trouble {
        MISSING_MANIFEST,
        MISSING_FILE,
        /** A bucket of a team that does not answer: nothing is known of what is in it. */
        UNREACHABLE_PLACE,
        LEAKED_OBJECT
    }

    /** @param artifact null when the object's key names none */
    public record Finding(Trouble trouble, ArtifactId artifact, String key) {}

    private final VersionStore versions;
    private final ContentStore content;
    private final Manifests manifests;
    private final ObjectStore objects;

    public ArtifactCheck(VersionStore versions, ContentStore content, Manifests manifests, ObjectStore objects) {
        this.versions = versions;
        this.content = content;
        this.manifests = manifests;
        this.objects = objects;
    }

    public void run(Consumer<Finding> found) {
        Set<String> away = new HashSet<>();
        try {
            rowsToObjects(away, found);
            objectsToRows(away, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param away roots that have not answered: each is told and asked once */
    private void rowsToObjects(Set<String> away, Consumer<Finding> found) throws IOException {
        ArtifactId last = new ArtifactId(0);
        while (true) {
            List<Artifact> page = versions.withContent(last, VERSIONS_AT_ONCE);
            if (page.isEmpty()) {
                return;
            }
            for (Artifact each : page) {
                checkUnlessAway(each, away, found);
            }
            last = page.getLast().id();
        }
    }

    private void checkUnlessAway(Artifact artifact, Set<String> away, Consumer<Finding> found) throws IOException {
        String root = artifact.place().map(PlaceId::prefix).orElse("");
        if (away.contains(root)) {
            return;
        }
        try {
            check(artifact, found);
        } catch (IOException e) {
            tellAway(root, e, away, found);
        }
    }

    /** The installation's own store being away ends the check. */
    private static void tellAway(String root, IOException failure, Set<String> away, Consumer<Finding> found)
            throws IOException {
        if (root.isEmpty()) {
            throw failure;
        }
        if (away.add(root)) {
            found.accept(new Finding(Trouble.UNREACHABLE_PLACE, null, root));
        }
    }

    private void check(Artifact artifact, Consumer<Finding> found) throws IOException {
        for (ContentStore.Blob blob : content.blobs(artifact.id())) {
            String key = StorageKeys.file(artifact, blob.name());
            if (objects.head(key).filter(meta -> meta.size() == blob.size()).isEmpty()) {
                found.accept(new Finding(Trouble.MISSING_FILE, artifact.id(), key));
            }
        }
        Manifest manifest;
        try {
            manifest = manifests.of(artifact);
        } catch (Fault gone) {
            if (gone.getCause() instanceof IOException away) {
                throw away;
            }
            found.accept(new Finding(Trouble.MISSING_MANIFEST, artifact.id(), StorageKeys.manifest(artifact)));
            return;
        }
        Map<ArtifactId, Set<String>> needed = manifest.neededByBirth();
        Map<ArtifactId, Artifact> births = versions.get(needed.keySet());
        needed.forEach((birth, names) -> {
            Set<String> missing = new HashSet<>(names);
            missing.removeAll(content.blobs(birth, names).keySet());
            missing.forEach(name -> found.accept(new Finding(
                    Trouble.MISSING_FILE,
                    artifact.id(),
                    births.containsKey(birth)
                            ? StorageKeys.file(births.get(birth), name)
                            : StorageKeys.path(artifact.project(), birth, name))));
        });
    }

    private void objectsToRows(Set<String> away, Consumer<Finding> found) throws IOException {
        for (String root : objects.roots()) {
            if (away.contains(root)) {
                continue;
            }
            try {
                objectsToRows(root, found);
            } catch (UncheckedIOException e) {
                tellAway(root, e.getCause(), away, found);
            } catch (IOException e) {
                tellAway(root, e, away, found);
            }
        }
    }

    private void objectsToRows(String root, Consumer<Finding> found) throws IOException {
        List<String> some = new ArrayList<>();
        try (Stream<ObjectStore.Meta> all = objects.list(root + StorageKeys.PREFIX)) {
            all.map(ObjectStore.Meta::key).forEach(key -> {
                some.add(key);
                if (some.size() == KEYS_AT_ONCE) {
                    leaked(some, found);
                    some.clear();
                }
            });
        }
        leaked(some, found);
    }

    private void leaked(List<String> keys, Consumer<Finding> found) {
        Map<ArtifactId, List<String>> byArtifact = new HashMap<>();
        Set<String> suspects = new HashSet<>();
        for (String key : keys) {
            StorageKeys.artifact(key)
                    .ifPresentOrElse(
                            id -> byArtifact
                                    .computeIfAbsent(id, any -> new ArrayList<>())
                                    .add(key),
                            () -> suspects.add(key));
        }
        Set<ArtifactId> alive = versions.get(byArtifact.keySet()).keySet().stream()
                .filter(id -> !content.purged(id))
                .collect(Collectors.toSet());
        byArtifact.forEach((id, own) -> {
            // whatever lies below a version that is still there goes with it
            if (!alive.contains(id)) {
                Set<String> lent = lent(id);
                own.stream()
                        .filter(key -> !lent.contains(StorageKeys.name(key)))
                        .forEach(suspects::add);
            }
        });
        suspects.removeAll(content.discarded(suspects));
        suspects.stream()
                .sorted()
                .forEach(key -> found.accept(new Finding(
                        Trouble.LEAKED_OBJECT, StorageKeys.artifact(key).orElse(null), key)));
    }

    /** A purged version keeps files for those that borrow them, and none when there are none. */
    private Set<String> lent(ArtifactId purged) {
        return content.dependents(purged).isEmpty()
                ? Set.of()
                : content.blobs(purged).stream().map(ContentStore.Blob::name).collect(Collectors.toSet());
    }
}
