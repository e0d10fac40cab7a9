package dev.selvedge.wire.graphql.runs;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunQueries;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** One run of a project, under both its names. An absent run is null: clients probe for runs before they begin them. */
@Controller
@SchemaMapping(typeName = "Project")
class ProjectRunController {

    private final RunQueries runs;

    ProjectRunController(RunQueries runs) {
        this.runs = runs;
    }

    @SchemaMapping
    Run run(Project project, @Argument String name, @ContextValue Caller caller) {
        return runs.find(caller, project.id(), name).orElse(null);
    }

    @SchemaMapping
    Run bucket(Project project, @Argument String name, @ContextValue Caller caller) {
        return run(project, name, caller);
    }
}
