package dev.selvedge.wire.graphql.projects;

import dev.selvedge.domain.artifacts.CollectionEdits;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectIcon;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.GlobalId;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Making, changing and removing projects. */
@Controller
final class ProjectMutations {

    private final Projects projects;
    private final CollectionEdits artifactTypes;

    ProjectMutations(Projects projects, CollectionEdits artifactTypes) {
        this.projects = projects;
        this.artifactTypes = artifactTypes;
    }

    record ArtifactTypeInput(String name, String description) {}

    record IconInput(String name, String color) {}

    record UpsertModelInput(
            String id,
            String name,
            String access,
            Boolean allowAllArtifactTypesInRegistry,
            String description,
            String dockerImage,
            String entityName,
            String framework,
            Boolean isBenchmark,
            String repo,
            String views,
            IconInput icon,
            List<ArtifactTypeInput> artifactTypes,
            String clientMutationId) {

        Projects.Wish wish() {
            return new Projects.Wish(
                    access,
                    description,
                    isBenchmark,
                    dockerImage,
                    repo,
                    framework,
                    views,
                    allowAllArtifactTypesInRegistry,
                    icon == null ? null : new ProjectIcon(icon.name(), icon.color()));
        }
    }

    record UpsertModelPayload(Project project, Project model, boolean inserted, String clientMutationId) {
        static UpsertModelPayload of(Project project, boolean inserted, String clientMutationId) {
            return new UpsertModelPayload(project, project, inserted, clientMutationId);
        }
    }

    @MutationMapping
    UpsertModelPayload upsertModel(@Argument UpsertModelInput input, @ContextValue Caller caller) {
        ProjectId id = input.id() == null ? null : id(input.id());
        Projects.Opened opened = projects.upsert(caller, id, input.entityName(), input.name(), input.wish());
        // a registry says which types it takes
        for (ArtifactTypeInput type :
                input.artifactTypes() == null ? List.<ArtifactTypeInput>of() : input.artifactTypes()) {
            Project project = opened.project();
            artifactTypes.createType(caller, project.entityName(), project.name(), type.name(), type.description());
        }
        return UpsertModelPayload.of(opened.project(), opened.inserted(), input.clientMutationId());
    }

    record RenameProjectInput(
            String entityName, String newProjectName, String oldProjectName, String clientMutationId) {}

    @MutationMapping
    UpsertModelPayload renameProject(@Argument RenameProjectInput input, @ContextValue Caller caller) {
        Project renamed = projects.rename(caller, input.entityName(), input.oldProjectName(), input.newProjectName());
        return UpsertModelPayload.of(renamed, false, input.clientMutationId());
    }

    record DeleteModelInput(String id, String clientMutationId) {}

    record DeleteModelPayload(boolean success, String clientMutationId) {}

    @MutationMapping
    DeleteModelPayload deleteModel(@Argument DeleteModelInput input, @ContextValue Caller caller) {
        projects.delete(caller, id(input.id()));
        return new DeleteModelPayload(true, input.clientMutationId());
    }

    /** Clients hold either of a project's two ids. */
    static ProjectId id(String globalId) {
        GlobalId parsed = GlobalId.parse(globalId);
        boolean internal = parsed != null && parsed.type().equals("ProjectInternalId");
        return new ProjectId(internal ? parsed.number() : GlobalId.require("Project", globalId));
    }
}
