package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactFiles;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.Listing;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.files.FileConnection;
import dev.selvedge.wire.graphql.files.FileNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;

/** The files and the manifest of a version. Their URLs authorise themselves: the version was checked to be visible. */
@Controller
class ArtifactFilesController {

    private final ArtifactFiles files;
    private final ArtifactDetails details;
    private final ArtifactLookup lookup;

    ArtifactFilesController(ArtifactFiles files, ArtifactDetails details, ArtifactLookup lookup) {
        this.lookup = lookup;
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
        List<ArtifactFiles.StoredFile> stored = files.wanted(artifact, wanted);
        Supplier<Map<ArtifactId, Artifact>> births = births(stored, caller);
        List<ArtifactFileNode> found = stored.stream()
                .map(file -> ArtifactFileNode.stored(file, files, births, caller, baseUrl))
                .toList();
        return FileConnection.of(Counted.wholePage(found), found.size());
    }

    private FileConnection connection(
            Artifact artifact, Collection<String> names, Integer first, String after, Caller caller, String baseUrl) {
        Listing<ArtifactFiles.StoredFile> found = files.of(artifact, names, first, after);
        Supplier<Map<ArtifactId, Artifact>> births = births(found.page().items(), caller);
        return FileConnection.of(
                found.page().map(file -> ArtifactFileNode.stored(file, files, births, caller, baseUrl)),
                found.total().getAsInt());
    }

    /** Looked for once and only when somebody asks: bytes may have come with a version that the caller does not see. */
    private Supplier<Map<ArtifactId, Artifact>> births(List<ArtifactFiles.StoredFile> stored, Caller caller) {
        return SingletonSupplier.of(() -> lookup.artifacts(
                caller,
                stored.stream()
                        .map(ArtifactFiles.StoredFile::birth)
                        .filter(Objects::nonNull)
                        .map(Artifact::id)
                        .distinct()
                        .toList()));
    }
}
