package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactFiles;
import dev.selvedge.domain.artifacts.Listing;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.files.FileConnection;
import dev.selvedge.wire.graphql.files.FileNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The files and the manifest of a version. Their URLs authorise themselves: the version was checked to be visible. */
@Controller
class ArtifactFilesController {

    private final ArtifactFiles files;
    private final ArtifactDetails details;

    ArtifactFilesController(ArtifactFiles files, ArtifactDetails details) {
        this.files = files;
        this.details = details;
    }

    record ManifestNode(String id, FileNode file) {}

    record Entry(String name, String digest, String ref, Long size, String birthArtifactID) {}

    /** Null for a draft: its manifest is not whole yet. */
    @SchemaMapping(typeName = "Artifact")
    ManifestNode currentManifest(Artifact artifact, @ContextValue String baseUrl) {
        return artifact.committed()
                ? new ManifestNode(
                        GlobalId.encode("ArtifactManifest", artifact.id().value()),
                        ArtifactFileNode.manifest(artifact, files, baseUrl))
                : null;
    }

    @SchemaMapping(typeName = "Artifact", field = "files")
    FileConnection filesOfArtifact(
            Artifact artifact,
            @Argument List<String> names,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller,
            @ContextValue String baseUrl) {
        return connection(artifact, names, first, after, caller, baseUrl);
    }

    @SchemaMapping(typeName = "ArtifactCollectionMembership", field = "files")
    FileConnection filesOfMembership(
            Membership membership,
            @Argument List<String> names,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller,
            @ContextValue String baseUrl) {
        Artifact artifact = details.artifacts(Set.of(membership.artifact())).get(membership.artifact());
        return connection(artifact, names, first, after, caller, baseUrl);
    }

    @SchemaMapping(typeName = "Artifact")
    FileConnection filesByManifestEntries(
            Artifact artifact,
            @Argument List<Entry> entries,
            @ContextValue Caller caller,
            @ContextValue String baseUrl) {
        List<ArtifactFiles.Wanted> wanted = entries == null
                ? List.of()
                : entries.stream()
                        .map(each -> new ArtifactFiles.Wanted(each.name(), each.digest()))
                        .toList();
        List<ArtifactFileNode> found = files.wanted(artifact, wanted).stream()
                .map(file -> ArtifactFileNode.stored(file, files, caller, baseUrl))
                .toList();
        return FileConnection.of(Counted.wholePage(found), found.size());
    }

    private FileConnection connection(
            Artifact artifact, Collection<String> names, Integer first, String after, Caller caller, String baseUrl) {
        Listing<ArtifactFiles.StoredFile> found = files.of(artifact, names, first, after);
        return FileConnection.of(
                found.page().map(file -> ArtifactFileNode.stored(file, files, caller, baseUrl)),
                found.total().getAsInt());
    }
}
