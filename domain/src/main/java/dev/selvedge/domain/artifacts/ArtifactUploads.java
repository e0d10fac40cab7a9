package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.domain.objects.StoreAway;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the bytes of a draft go: upload URLs for its files and its manifest. */
public final class ArtifactUploads {

    /** Uploads of big versions queue up in the client for hours. */
    private static final Duration UPLOAD_VALID = Duration.ofHours(24);

    /** Far more often than drafts are given up, and seldom enough to cost nothing. */
    private static final Duration TOUCHED_EVERY = Duration.ofHours(1);

    /**
     * @param md5 base64, what the object store checks the bytes against
     * @param digest base64, what the manifest names the bytes by
     * @param parts empty for a single upload
     */
    public record FileSpec(String name, String md5, String digest, DigestAlgorithm algorithm, List<PartSpec> parts) {

        public FileSpec(String name, String md5, List<PartSpec> parts) {
            this(name, md5, md5, DigestAlgorithm.MD5, parts);
        }

        String blob() {
            return algorithm.blob(digest);
        }
    }

    public record PartSpec(int number, String hexMd5) {}

    /**
     * @param birth the version under which the manifest has to list the file
     * @param upload null when the bytes are here already
     * @param parts null for a single upload
     */
    public record FileTicket(
            String name,
            String digest,
            ArtifactId birth,
            String storagePath,
            ObjectStore.SignedUrl upload,
            Parts parts) {}

    public record Parts(String uploadId, List<ObjectStore.SignedUrl> urls, List<Integer> numbers) {}

    /** @param upload null unless asked for */
    public record ManifestTicket(long id, ArtifactId artifact, ObjectStore.SignedUrl upload) {}

    private final ArtifactLookup lookup;
    private final VersionStore versions;
    private final ContentStore content;
    private final ArtifactProjects projects;
    private final ObjectStore objects;
    private final Transactions transactions;
    private final Clock clock;

    public ArtifactUploads(
            ArtifactLookup lookup,
            VersionStore versions,
            ContentStore content,
            ArtifactProjects projects,
            ObjectStore objects,
            Transactions transactions,
            Clock clock) {
        this.lookup = lookup;
        this.versions = versions;
        this.content = content;
        this.projects = projects;
        this.objects = objects;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One ticket per file, in the order asked for. */
    public List<FileTicket> files(Caller caller, String baseUrl, ArtifactId id, List<FileSpec> files) {
        Artifact draft = requireDraft(caller, id);
        List<String> blobs = files.stream().map(FileSpec::blob).toList();
        Map<String, ContentStore.Blob> reusable = transactions.inTransaction(() -> {
            Map<String, ContentStore.Blob> found = content.reusable(draft.project(), new LinkedHashSet<>(blobs));
            Set<ArtifactId> births =
                    found.values().stream().map(ContentStore.Blob::birth).collect(Collectors.toSet());
            // noted now: from here on the removal of unneeded bytes spares them
            content.lockBirths(births);
            Map<String, ContentStore.Blob> still = content.reusable(draft.project(), found.keySet());
            content.addBirths(id, births);
            return still;
        });
        List<FileTicket> tickets = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            ContentStore.Blob here = reusable.get(blobs.get(i));
            tickets.add(
                    here != null
                            ? reused(draft, files.get(i), here)
                            : ticket(baseUrl, draft, files.get(i), blobs.get(i)));
        }
        return tickets;
    }

    private static FileTicket reused(Artifact draft, FileSpec file, ContentStore.Blob here) {
        String path = StorageKeys.path(draft.project(), here.birth(), here.name());
        return new FileTicket(file.name(), file.digest(), here.birth(), path, null, null);
    }

    private FileTicket ticket(String baseUrl, Artifact draft, FileSpec file, String blob) {
        String key = StorageKeys.file(draft, blob);
        ObjectStore.UploadRule rule = new ObjectStore.UploadRule(file.md5(), null);
        ObjectStore.SignedUrl single = objects.presignPut(baseUrl, key, rule, UPLOAD_VALID);
        Parts parts = file.parts().isEmpty() ? null : parts(baseUrl, key, file.parts());
        String path = StorageKeys.path(draft.project(), draft.id(), blob);
        return new FileTicket(file.name(), file.digest(), draft.id(), path, single, parts);
    }

    private Parts parts(String baseUrl, String key, List<PartSpec> parts) {
        try {
            String upload = objects.startMultipart(key, null);
            List<ObjectStore.SignedUrl> urls = parts.stream()
                    .map(part -> objects.presignPart(
                            baseUrl,
                            key,
                            upload,
                            part.number(),
                            new ObjectStore.UploadRule(Digests.base64(part.hexMd5()), null),
                            UPLOAD_VALID))
                    .toList();
            return new Parts(upload, urls, parts.stream().map(PartSpec::number).toList());
        } catch (IOException e) {
            throw StoreAway.of(e);
        }
    }

    /** Joins the parts of one file of a draft. */
    public void completeParts(
            Caller caller, ArtifactId id, String storagePath, String uploadId, List<ObjectStore.Part> parts) {
        Artifact draft = requireDraft(caller, id);
        String prefix = StorageKeys.path(draft.project(), id, "");
        if (!storagePath.startsWith(prefix) || !DigestAlgorithm.isBlob(storagePath.substring(prefix.length()))) {
            throw Fault.invalid("The storage path is not one of this artifact");
        }
        try {
            objects.completeMultipart(PlacedKey.of(draft.place(), storagePath), uploadId, parts);
        } catch (IOException e) {
            throw StoreAway.of(e);
        }
    }

    public ManifestTicket createManifest(
            Caller caller,
            String baseUrl,
            ArtifactId id,
            String name,
            ContentStore.ManifestKind kind,
            ArtifactId base,
            String digest,
            boolean withUpload) {
        Artifact draft = requireDraft(caller, id);
        if (base != null) {
            lookup.require(caller, base);
        }
        long manifest = content.insertManifest(id, name, kind, base, digest, clock.instant());
        return ticket(baseUrl, draft, manifest, digest, withUpload);
    }

    public ManifestTicket updateManifest(
            Caller caller, String baseUrl, long manifestId, String digest, ArtifactId base, boolean withUpload) {
        ContentStore.ManifestRow manifest =
                content.manifest(manifestId).orElseThrow(() -> Fault.notFound("No such artifact manifest"));
        Artifact draft = requireDraft(caller, manifest.artifact());
        if (base != null) {
            lookup.require(caller, base);
        }
        content.updateManifest(manifestId, digest, base);
        return ticket(baseUrl, draft, manifestId, digest, withUpload);
    }

    private ManifestTicket ticket(String baseUrl, Artifact draft, long manifest, String digest, boolean withUpload) {
        if (!withUpload) {
            return new ManifestTicket(manifest, draft.id(), null);
        }
        String md5 = digest == null || digest.isEmpty() ? null : digest;
        String key = StorageKeys.uploadedManifest(draft, manifest);
        return new ManifestTicket(
                manifest,
                draft.id(),
                objects.presignPut(baseUrl, key, new ObjectStore.UploadRule(md5, null), UPLOAD_VALID));
    }

    private Artifact requireDraft(Caller caller, ArtifactId id) {
        Artifact draft = lookup.require(caller, id);
        projects.require(caller, Action.CREATE, draft.project());
        if (draft.state() != Artifact.State.PENDING) {
            throw Fault.invalid("The artifact is already finished; log a new version instead");
        }
        Instant now = clock.instant();
        if (draft.updatedAt().plus(TOUCHED_EVERY).isBefore(now)) {
            versions.touch(id, now);
        }
        return draft;
    }
}
