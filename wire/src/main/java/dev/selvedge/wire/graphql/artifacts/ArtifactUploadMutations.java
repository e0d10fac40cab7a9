package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCommits;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactDrafts;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactUploads;
import dev.selvedge.domain.artifacts.ContentStore;
import dev.selvedge.domain.artifacts.DigestAlgorithm;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.files.FileConnection;
import dev.selvedge.wire.graphql.files.FileNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The steps of making a version: create, declare files, upload, commit. */
@Controller
class ArtifactUploadMutations {

    private final ArtifactDrafts drafts;
    private final ArtifactUploads uploads;
    private final ArtifactCommits commits;
    private final ArtifactDetails details;

    ArtifactUploadMutations(
            ArtifactDrafts drafts, ArtifactUploads uploads, ArtifactCommits commits, ArtifactDetails details) {
        this.drafts = drafts;
        this.uploads = uploads;
        this.commits = commits;
        this.details = details;
    }

    record ArtifactPayload(Artifact artifact, String clientMutationId) {}

    record ManifestNode(String id, FileNode file) {}

    record ManifestPayload(ManifestNode artifactManifest, String clientMutationId) {}

    record FilesPayload(FileConnection files, String clientMutationId) {}

    record PartInput(int partNumber, String hexMD5) {}

    record FileInput(
            String name,
            String artifactID,
            String artifactManifestID,
            String md5,
            String mimetype,
            String digest,
            List<PartInput> uploadPartsInput) {

        ArtifactUploads.FileSpec spec(DigestAlgorithm algorithm) {
            List<ArtifactUploads.PartSpec> parts = uploadPartsInput == null
                    ? List.of()
                    : uploadPartsInput.stream()
                            .map(part -> new ArtifactUploads.PartSpec(part.partNumber(), part.hexMD5()))
                            .toList();
            return algorithm == DigestAlgorithm.MD5 || digest == null || digest.isEmpty()
                    ? new ArtifactUploads.FileSpec(name, md5, parts)
                    : new ArtifactUploads.FileSpec(name, md5, digest, algorithm, parts);
        }
    }

    record CreateArtifactFilesInput(
            List<FileInput> artifactFiles,
            String cloudRegionID,
            String storageLayout,
            String digestAlgorithm,
            String clientMutationId) {}

    record CreateArtifactManifestInput(
            String name,
            String artifactID,
            String baseArtifactID,
            String digest,
            String entityName,
            String projectName,
            String runName,
            ContentStore.ManifestKind type,
            String clientMutationId) {}

    record UpdateArtifactManifestInput(
            String artifactManifestID, String baseArtifactID, String digest, String clientMutationId) {}

    record CommitArtifactInput(String artifactID, String clientMutationId) {}

    record CompleteMultipartUploadArtifactInput(
            String completeMultipartAction,
            List<PartInput> completedParts,
            String artifactID,
            String storagePath,
            String uploadID,
            String clientMutationId) {}

    record CompletedPayload(String digest, String clientMutationId) {}

    @MutationMapping
    ArtifactPayload createArtifact(@Argument CreateArtifactInput input, @ContextValue Caller caller) {
        return new ArtifactPayload(drafts.create(caller, input.wanted()), input.clientMutationId());
    }

    /** Clients match answers to questions by position. */
    @MutationMapping
    FilesPayload createArtifactFiles(
            @Argument CreateArtifactFilesInput input, @ContextValue Caller caller, @ContextValue String baseUrl) {
        Map<String, List<Integer>> positions = new LinkedHashMap<>();
        for (int i = 0; i < input.artifactFiles().size(); i++) {
            positions
                    .computeIfAbsent(input.artifactFiles().get(i).artifactID(), id -> new ArrayList<>())
                    .add(i);
        }
        DigestAlgorithm algorithm = DigestAlgorithm.ofWord(input.digestAlgorithm());
        FileNode[] nodes = new FileNode[input.artifactFiles().size()];
        positions.forEach((artifact, at) -> {
            List<ArtifactUploads.FileTicket> tickets = uploads.files(
                    caller,
                    baseUrl,
                    ArtifactId.parse(artifact),
                    at.stream()
                            .map(i -> input.artifactFiles().get(i).spec(algorithm))
                            .toList());
            Map<ArtifactId, Artifact> births = details.artifacts(
                    tickets.stream().map(ArtifactUploads.FileTicket::birth).toList());
            for (int i = 0; i < tickets.size(); i++) {
                nodes[at.get(i)] = ArtifactFileNode.upload(
                        tickets.get(i), births.get(tickets.get(i).birth()));
            }
        });
        return new FilesPayload(
                FileConnection.of(Counted.wholePage(List.of(nodes)), nodes.length), input.clientMutationId());
    }

    @MutationMapping
    ManifestPayload createArtifactManifest(
            @Argument CreateArtifactManifestInput input, @ContextValue Caller caller, @ContextValue String baseUrl) {
        return payload(
                uploads.createManifest(
                        caller,
                        baseUrl,
                        ArtifactId.parse(input.artifactID()),
                        input.name(),
                        input.type(),
                        base(input.baseArtifactID()),
                        input.digest(),
                        !input.digest().isEmpty()),
                input.clientMutationId());
    }

    @MutationMapping
    ManifestPayload updateArtifactManifest(
            @Argument UpdateArtifactManifestInput input, @ContextValue Caller caller, @ContextValue String baseUrl) {
        long id = GlobalId.decode("ArtifactManifest", input.artifactManifestID())
                .orElseThrow(() -> Fault.notFound("No such artifact manifest"));
        return payload(
                uploads.updateManifest(caller, baseUrl, id, input.digest(), base(input.baseArtifactID()), true),
                input.clientMutationId());
    }

    private static ArtifactId base(String id) {
        return id == null || id.isEmpty() ? null : ArtifactId.parse(id);
    }

    private static ManifestPayload payload(ArtifactUploads.ManifestTicket ticket, String clientMutationId) {
        return new ManifestPayload(
                new ManifestNode(
                        GlobalId.encode("ArtifactManifest", ticket.id()), ArtifactFileNode.manifestUpload(ticket)),
                clientMutationId);
    }

    /** Clients send back the ETag of each part as they got it, quotes included. */
    @MutationMapping
    CompletedPayload completeMultipartUploadArtifact(
            @Argument CompleteMultipartUploadArtifactInput input, @ContextValue Caller caller) {
        uploads.completeParts(
                caller,
                ArtifactId.parse(input.artifactID()),
                input.storagePath(),
                input.uploadID(),
                input.completedParts().stream()
                        .map(part -> new ObjectStore.Part(
                                part.partNumber(), part.hexMD5().replace("\"", "")))
                        .toList());
        String digest = input.storagePath().substring(input.storagePath().lastIndexOf('/') + 1);
        return new CompletedPayload(digest, input.clientMutationId());
    }

    @MutationMapping
    ArtifactPayload commitArtifact(@Argument CommitArtifactInput input, @ContextValue Caller caller) {
        return new ArtifactPayload(
                commits.commit(caller, ArtifactId.parse(input.artifactID())), input.clientMutationId());
    }
}
