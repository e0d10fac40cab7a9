package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.ProtectedAliases;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.GlobalId;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Aliases of a registry that not everybody who links to it may move. */
@Controller
class ProtectedAliasController {

    private final ProtectedAliases aliases;

    ProtectedAliasController(ProtectedAliases aliases) {
        this.aliases = aliases;
    }

    record UpdateProtectedAliasesInput(String projectId, List<String> aliases, String clientMutationId) {}

    record UpdateProtectedAliasesPayload(boolean success, String clientMutationId) {}

    @SchemaMapping(typeName = "Project", field = "protectedAliases")
    List<String> ofProject(Project project) {
        return List.copyOf(aliases.of(project.id()));
    }

    @MutationMapping
    UpdateProtectedAliasesPayload updateProtectedAliases(
            @Argument UpdateProtectedAliasesInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        aliases.replace(caller, new ProjectId(GlobalId.require("Project", input.projectId())), input.aliases());
        return new UpdateProtectedAliasesPayload(true, input.clientMutationId());
    }
}
