package dev.selvedge.wire.graphql.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.runs.query.RunLists;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The runs of a project. */
@Controller
class ProjectRunsController {

    private final RunLists runs;

    ProjectRunsController(RunLists runs) {
        this.runs = runs;
    }

    @SchemaMapping(typeName = "Project")
    RunConnection runs(
            Project project,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        return RunConnection.of(
                runs.page(caller, project.id(), filters, order, first, after),
                () -> runs.count(caller, project.id(), filters));
    }

    /** What older clients call {@code runs}. */
    @SchemaMapping(typeName = "Project")
    RunConnection buckets(Project project, @Argument Integer first, @ContextValue Caller caller) {
        return runs(project, null, null, first, null, caller);
    }

    @SchemaMapping(typeName = "Project")
    long runCount(Project project, @Argument String filters, @ContextValue Caller caller) {
        return runs.count(caller, project.id(), filters);
    }

    @SchemaMapping(typeName = "Project")
    long totalRuns(Project project, @ContextValue Caller caller) {
        return runs.count(caller, project.id(), null);
    }

    record RunTagCount(String name, int count) {}

    @SchemaMapping(typeName = "Project")
    List<RunTagCount> tagCounts(Project project, @ContextValue Caller caller) {
        return runs.tags(caller, project.id()).stream()
                .map(tag -> new RunTagCount(tag.tag(), tag.runs()))
                .toList();
    }

    @SchemaMapping(typeName = "Project")
    RunConnection deletedRuns(
            Project project, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return RunConnection.of(
                runs.deleted(caller, project.id(), first, after), () -> runs.countDeleted(caller, project.id()));
    }
}
