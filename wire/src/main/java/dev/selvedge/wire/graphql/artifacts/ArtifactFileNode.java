package dev.selvedge.wire.graphql.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactFiles;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactUploads;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.wire.graphql.files.FileNode;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.http.MediaTypeFactory;

/**
 * A file or reference of a version, a manifest, or a place to upload a file or manifest.
 *
 * @param owner the version that the bytes belong to, which need not be the one through which they are seen; none where
 *     the caller does not see it
 * @param link makes the URL to read it; null for uploads
 */
record ArtifactFileNode(
        String id,
        String name,
        long sizeBytes,
        String digest,
        String storagePath,
        String reference,
        Instant updatedAt,
        Supplier<Artifact> owner,
        Supplier<String> link,
        String uploadUrl,
        List<String> uploadHeaders,
        MultipartUrls uploadMultipartUrls)
        implements FileNode {

    static final String MANIFEST = "wandb_manifest.json";

    /** @param births those of the versions that brought the bytes which the caller sees */
    static ArtifactFileNode stored(
            ArtifactFiles.StoredFile file,
            ArtifactFiles files,
            Supplier<Map<ArtifactId, Artifact>> births,
            Caller caller,
            String baseUrl) {
        return new ArtifactFileNode(
                id("ArtifactFile:" + file.artifact().id().value() + ":" + file.path()),
                file.path(),
                file.entry().size(),
                file.entry().digest(),
                file.storagePath(),
                file.entry().ref(),
                file.artifact().updatedAt(),
                () -> file.birth() == null
                        ? file.artifact()
                        : births.get().get(file.birth().id()),
                () -> files.url(caller, baseUrl, file),
                null,
                List.of(),
                null);
    }

    static ArtifactFileNode manifest(Artifact artifact, ArtifactFiles files, String baseUrl) {
        return new ArtifactFileNode(
                id("ArtifactManifestFile:" + artifact.id().value()),
                MANIFEST,
                0,
                null,
                null,
                null,
                artifact.updatedAt(),
                () -> artifact,
                () -> files.manifestUrl(baseUrl, artifact),
                null,
                List.of(),
                null);
    }

    static ArtifactFileNode upload(ArtifactUploads.FileTicket ticket, Artifact birth) {
        return new ArtifactFileNode(
                id("ArtifactFile:" + birth.id().value() + ":" + ticket.name()),
                ticket.name(),
                0,
                ticket.digest(),
                ticket.storagePath(),
                null,
                null,
                () -> birth,
                null,
                ticket.upload() == null ? null : ticket.upload().url(),
                ticket.upload() == null ? List.of() : headers(ticket.upload().headers()),
                ticket.parts() == null ? null : parts(ticket.parts()));
    }

    static ArtifactFileNode manifestUpload(ArtifactUploads.ManifestTicket ticket) {
        return new ArtifactFileNode(
                id("ArtifactManifestFile:" + ticket.artifact().value()),
                MANIFEST,
                0,
                null,
                null,
                null,
                null,
                () -> null,
                null,
                ticket.upload() == null ? null : ticket.upload().url(),
                ticket.upload() == null ? List.of() : headers(ticket.upload().headers()),
                null);
    }

    private static MultipartUrls parts(ArtifactUploads.Parts parts) {
        return new MultipartUrls(
                parts.uploadId(),
                IntStream.range(0, parts.urls().size())
                        .mapToObj(i -> new PartUrl(
                                parts.numbers().get(i), parts.urls().get(i).url()))
                        .toList());
    }

    /** No space after the colon: clients take the value of {@code Content-Type} as it stands. */
    private static List<String> headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .toList();
    }

    private static String id(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Override
    public Artifact artifact() {
        return owner.get();
    }

    @Override
    public String md5() {
        return digest;
    }

    @Override
    public String mimetype() {
        return MediaTypeFactory.getMediaType(name).map(Object::toString).orElse("application/octet-stream");
    }

    @Override
    public String directUrl() {
        return link == null ? uploadUrl : link.get();
    }

    @Override
    public String url(boolean upload) {
        return upload ? uploadUrl : directUrl();
    }
}
