package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What versions hold, read from their manifests, and URLs to the bytes. */
public final class ArtifactFiles {

    /** Clients ask for 5,000 at a time. */
    private static final int MAX_ENTRIES = 10_000;

    /**
     * A stored file or a reference: clients fetch both kinds by this list.
     *
     * @param artifact the version through which it is seen
     * @param birth the version that brought the bytes, maybe in another project; null for references
     */
    public record StoredFile(Artifact artifact, String path, ManifestEntry entry, Artifact birth) {

        /** Null for references. */
        public String storagePath() {
            return birth == null ? null : StorageKeys.path(birth.project(), birth.id(), entry.blob());
        }
    }

    /** A file that a client names as its manifest does. */
    public record Wanted(String path, String digest) {}

    private final ArtifactLookup lookup;
    private final VersionStore versions;
    private final ContentStore content;
    private final Manifests manifests;
    private final ReferenceLinks links;

    public ArtifactFiles(
            ArtifactLookup lookup,
            VersionStore versions,
            ContentStore content,
            Manifests manifests,
            ReferenceLinks links) {
        this.links = links;
        this.lookup = lookup;
        this.versions = versions;
        this.content = content;
        this.manifests = manifests;
    }

    /** By path. Null or empty names = all. */
    public Listing<StoredFile> of(Artifact artifact, Collection<String> names, Integer first, String after) {
        if (!artifact.committed()) {
            return new Listing<>(Page.empty(), () -> 0);
        }
        NavigableMap<String, ManifestEntry> all = entries(manifests.of(artifact), names);
        NavigableMap<String, ManifestEntry> rest = after == null || after.isEmpty() ? all : all.tailMap(after, false);
        int size = Listing.size(first);
        List<Map.Entry<String, ManifestEntry>> page =
                rest.entrySet().stream().limit(size + 1L).toList();
        return Listing.of(withBirths(artifact, page), size, StoredFile::path, all::size);
    }

    private List<StoredFile> withBirths(Artifact artifact, List<Map.Entry<String, ManifestEntry>> entries) {
        Map<ArtifactId, Artifact> births = new HashMap<>(versions.get(entries.stream()
                .map(each -> each.getValue().birth())
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList()));
        return entries.stream()
                .map(each -> new StoredFile(
                        artifact,
                        each.getKey(),
                        each.getValue(),
                        births.get(each.getValue().birth())))
                .toList();
    }

    private static NavigableMap<String, ManifestEntry> entries(Manifest manifest, Collection<String> names) {
        TreeMap<String, ManifestEntry> entries = new TreeMap<>(Manifest.BY_CODE_POINT);
        if (names == null || names.isEmpty()) {
            entries.putAll(manifest.entries());
        } else {
            names.forEach(name -> {
                ManifestEntry entry = manifest.entries().get(name);
                if (entry != null) {
                    entries.put(name, entry);
                }
            });
        }
        return entries;
    }

    /** One per wanted file, in order. NOT_FOUND when the version does not hold it. */
    public List<StoredFile> wanted(Artifact artifact, List<Wanted> wanted) {
        if (wanted.size() > MAX_ENTRIES) {
            throw Fault.invalid("Up to " + MAX_ENTRIES + " manifest entries may be asked for at once");
        }
        Manifest manifest = manifests.of(artifact);
        List<Map.Entry<String, ManifestEntry>> found = new ArrayList<>(wanted.size());
        for (Wanted each : wanted) {
            ManifestEntry entry = manifest.entries().get(each.path());
            if (entry == null || !entry.stored() || !entry.digest().equals(each.digest())) {
                throw Fault.notFound("The artifact holds no file " + each.path() + " with that digest");
            }
            found.add(Map.entry(each.path(), entry));
        }
        return withBirths(artifact, found);
    }

    /**
     * Signed for stored files; a reference is its own URL, unless it leads to a file of another version here or to what
     * the operator opened.
     */
    public String url(Caller caller, String baseUrl, StoredFile file) {
        if (file.birth() != null) {
            return signed(baseUrl, file.birth(), file.path(), file.entry());
        }
        return ArtifactReference.parse(file.entry().ref())
                .flatMap(reference -> target(caller, baseUrl, reference))
                .or(() -> links.link(file.artifact().project(), file.entry().ref(), baseName(file.path())))
                .orElse(file.entry().ref());
    }

    private Optional<String> target(Caller caller, String baseUrl, ArtifactReference reference) {
        return lookup.artifact(caller, reference.artifact())
                .filter(Artifact::committed)
                .map(artifact -> manifests.of(artifact).entries())
                .flatMap(entries -> Stream.concat(Stream.of(reference.path()), reference.decodedPath().stream())
                        .filter(entries::containsKey)
                        .findFirst()
                        .filter(path -> entries.get(path).stored())
                        .map(path -> signed(baseUrl, birth(entries.get(path).birth()), path, entries.get(path))));
    }

    private String signed(String baseUrl, Artifact birth, String path, ManifestEntry entry) {
        return manifests
                .fileUrl(baseUrl, birth, entry.blob(), baseName(path), null)
                .url();
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Artifact birth(ArtifactId id) {
        return versions.get(Set.of(id)).get(id);
    }

    public String manifestUrl(String baseUrl, Artifact artifact) {
        return manifests.manifestUrl(baseUrl, artifact).url();
    }

    /** For download routes that name the version: it has to hold the file. */
    public Optional<ObjectStore.SignedUrl> download(
            Caller caller, String baseUrl, ArtifactId artifact, ArtifactId birth, String hexDigest, String fileName) {
        return lookup.artifact(caller, artifact)
                .filter(Artifact::committed)
                .flatMap(found -> manifests.of(found).entries().values().stream()
                        .filter(entry -> entry.stored()
                                && entry.birth().equals(birth)
                                && Digests.hex(entry.digest()).equals(hexDigest))
                        .findFirst())
                .map(entry -> manifests.fileUrl(baseUrl, birth(birth), entry.blob(), fileName, null));
    }

    /** For download routes of older clients, which name only where the bytes were born. */
    public Optional<ObjectStore.SignedUrl> download(
            Caller caller,
            String baseUrl,
            CollectionId collection,
            ArtifactId birth,
            String hexDigest,
            String fileName) {
        if (!Digests.isHex(hexDigest)) {
            return Optional.empty();
        }
        Set<String> names = Set.of(hexDigest, DigestAlgorithm.XXH128.blob(Digests.base64(hexDigest)));
        Optional<String> blob = content.blobs(birth, names).keySet().stream().findFirst();
        boolean mayRead = blob.isPresent()
                && (lookup.artifact(caller, birth).isPresent()
                        || content.dependents(birth).stream()
                                .anyMatch(each ->
                                        versions.byArtifact(collection, each).isPresent()));
        return blob.filter(name -> mayRead).map(name -> manifests.fileUrl(baseUrl, birth(birth), name, fileName, null));
    }

    /** For manifests of the oldest layout, which name an entity and a digest: any version the caller may read will do. */
    public Optional<ObjectStore.SignedUrl> download(Caller caller, String baseUrl, String entity, String hexDigest) {
        if (!Digests.isHex(hexDigest)) {
            return Optional.empty();
        }
        return content.anywhere(hexDigest, MAX_ENTRIES).stream()
                .filter(blob -> lookup.artifact(caller, blob.birth())
                        .filter(birth -> lookup.isIn(caller, birth, entity))
                        .isPresent())
                .findFirst()
                .map(blob -> manifests.fileUrl(baseUrl, birth(blob.birth()), hexDigest, hexDigest, null));
    }
}
