package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactTrash;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.wire.graphql.Connection;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Deleted versions, as long as they can be brought back. */
@Controller
class ArtifactTrashController {

    private final ArtifactTrash trash;

    ArtifactTrashController(ArtifactTrash trash) {
        this.trash = trash;
    }

    @SchemaMapping(typeName = "Project")
    Connection<ArtifactTrash.Deleted> deletedArtifacts(
            Project project, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Connection.of(trash.of(caller, project.id(), first, after));
    }

    record RestoreArtifactInput(String artifactID, String clientMutationId) {}

    record RestoreArtifactPayload(Artifact artifact, String clientMutationId) {}

    @MutationMapping
    RestoreArtifactPayload restoreArtifact(@Argument RestoreArtifactInput input, @ContextValue Caller caller) {
        return new RestoreArtifactPayload(
                trash.restore(caller, ArtifactId.parse(input.artifactID())), input.clientMutationId());
    }
}
