package dev.selvedge.domain.artifacts;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.StoreAway;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Manifests and files in the object store. The last read manifests stay in memory: listings ask again page by page. */
public final class Manifests {

    /** A manifest of 100,000 files is about 30 MB of text; anything larger is a mistake or an attack. */
    static final int MAX_BYTES = 256 << 20;

    private static final int REMEMBERED_ENTRIES = 500_000;

    /** A bucket lists 1,000 objects in the time in which it answers for a few; a client waits for its commit. */
    private static final int LISTED_FROM = 300;

    private static final Duration DOWNLOAD_VALID = Duration.ofHours(1);

    private final ObjectStore objects;
    private final Map<ArtifactId, Manifest> recent = new LinkedHashMap<>(16, 0.75f, true);
    private long remembered;

    public Manifests(ObjectStore objects) {
        this.objects = objects;
    }

    /** Of a committed version. */
    public Manifest of(Artifact artifact) {
        return find(artifact).orElseThrow(() -> Fault.notFound("The content of this artifact has been removed"));
    }

    /** Of a committed version; empty when it is gone. */
    Optional<Manifest> find(Artifact artifact) {
        synchronized (recent) {
            Manifest known = recent.get(artifact.id());
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Manifest> manifest = read(StorageKeys.manifest(artifact));
        manifest.ifPresent(found -> remember(artifact.id(), found));
        return manifest;
    }

    private void remember(ArtifactId id, Manifest manifest) {
        synchronized (recent) {
            if (recent.put(id, manifest) == null) {
                remembered += manifest.entries().size() + 1;
            }
            var oldest = recent.entrySet().iterator();
            while (remembered > REMEMBERED_ENTRIES && oldest.hasNext()) {
                remembered -= oldest.next().getValue().entries().size() + 1;
                oldest.remove();
            }
        }
    }

    boolean isUploaded(Artifact draft, ContentStore.ManifestRow row) {
        return head(StorageKeys.uploadedManifest(draft, row.id())).isPresent();
    }

    Manifest uploaded(Artifact draft, ContentStore.ManifestRow row) {
        return read(StorageKeys.uploadedManifest(draft, row.id()))
                .orElseThrow(() -> Fault.invalid("The artifact's manifest was not uploaded"));
    }

    void write(Artifact draft, Manifest manifest) {
        byte[] bytes = ManifestJson.write(manifest);
        try {
            objects.put(StorageKeys.manifest(draft), new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw StoreAway.of(e);
        }
    }

    /** The draft's own files of these names; INVALID when one was not uploaded. */
    List<ContentStore.Blob> stored(Artifact draft, Collection<String> blobs) {
        Map<String, Long> listed = blobs.size() < LISTED_FROM ? Map.of() : sizes(draft);
        List<ContentStore.Blob> found = new ArrayList<>();
        for (String name : blobs) {
            Long size = listed.get(name);
            found.add(new ContentStore.Blob(draft.id(), name, size == null ? size(draft, name) : size));
        }
        return found;
    }

    private long size(Artifact draft, String name) {
        return head(StorageKeys.file(draft, name))
                .orElseThrow(() -> Fault.invalid("A file of the manifest was not uploaded: " + name))
                .size();
    }

    private Map<String, Long> sizes(Artifact draft) {
        try (Stream<ObjectStore.Meta> all = objects.list(StorageKeys.file(draft, ""))) {
            return all.collect(toMap(meta -> StorageKeys.name(meta.key()), ObjectStore.Meta::size, (one, same) -> one));
        } catch (IOException e) {
            throw StoreAway.of(e);
        } catch (UncheckedIOException e) {
            throw StoreAway.of(e.getCause());
        }
    }

    public ObjectStore.SignedUrl manifestUrl(String baseUrl, Artifact artifact) {
        return objects.presignGet(
                baseUrl,
                StorageKeys.manifest(artifact),
                new ObjectStore.Presentation("wandb_manifest.json", "application/json", false),
                DOWNLOAD_VALID);
    }

    /** Self-authorising: whoever asks must have been checked before. */
    public ObjectStore.SignedUrl fileUrl(String baseUrl, Artifact birth, String blob, String fileName, String type) {
        return objects.presignGet(
                baseUrl,
                StorageKeys.file(birth, blob),
                new ObjectStore.Presentation(fileName, type, false),
                DOWNLOAD_VALID);
    }

    private Optional<ObjectStore.Meta> head(String key) {
        try {
            return objects.head(key);
        } catch (IOException e) {
            throw StoreAway.of(e);
        }
    }

    private Optional<Manifest> read(String key) {
        try (InputStream in = objects.get(key)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw Fault.tooLarge("Artifact manifests may have up to " + MAX_BYTES + " bytes");
            }
            return Optional.of(ManifestJson.read(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreAway.of(e);
        }
    }
}
