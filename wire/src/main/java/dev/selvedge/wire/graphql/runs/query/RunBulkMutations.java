package dev.selvedge.wire.graphql.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunEdits;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.query.RunLists;
import dev.selvedge.domain.runs.query.RunTrash;
import dev.selvedge.platform.GlobalId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Changes of all runs that a filter selects: no list on a screen needs to be complete for that. */
@Controller
class RunBulkMutations {

    private final RunLists lists;
    private final RunTrash trash;
    private final RunEdits edits;
    private final Projects projects;
    private final Clock clock;

    RunBulkMutations(RunLists lists, RunTrash trash, RunEdits edits, Projects projects, Clock clock) {
        this.lists = lists;
        this.trash = trash;
        this.edits = edits;
        this.projects = projects;
        this.clock = clock;
    }

    record DeleteRunsInput(
            String entityName, String projectName, String filters, Boolean deleteArtifacts, String clientMutationId) {}

    record DeleteRunsPayload(String errors, String clientMutationId) {}

    @MutationMapping
    DeleteRunsPayload deleteRuns(@Argument DeleteRunsInput input, @ContextValue Caller caller) {
        ProjectId project = project(caller, input.entityName(), input.projectName());
        edits.delete(
                caller,
                project,
                lists.all(caller, project, input.filters()),
                Boolean.TRUE.equals(input.deleteArtifacts()));
        return new DeleteRunsPayload(null, input.clientMutationId());
    }

    record UndeleteRunsInput(String entityName, String projectName, String filters, String clientMutationId) {}

    record UndeleteRunsPayload(String clientMutationId) {}

    @MutationMapping
    UndeleteRunsPayload undeleteRuns(@Argument UndeleteRunsInput input, @ContextValue Caller caller) {
        ProjectId project = project(caller, input.entityName(), input.projectName());
        edits.restore(caller, project, trash.all(caller, project, input.filters()));
        return new UndeleteRunsPayload(input.clientMutationId());
    }

    record ModifyRunsInput(
            String entityName,
            String projectName,
            String filters,
            List<String> ids,
            List<String> addTags,
            List<String> removeTags,
            String clientMutationId) {}

    record ModifyRunsPayload(List<Run> runs, String clientMutationId) {}

    /** By the ids of runs where they are given, else by filter. */
    @MutationMapping
    ModifyRunsPayload modifyRuns(@Argument ModifyRunsInput input, @ContextValue Caller caller) {
        ProjectId project = project(caller, input.entityName(), input.projectName());
        List<RunId> runs = input.ids() != null && !input.ids().isEmpty()
                ? input.ids().stream().map(RunId::parse).toList()
                : lists.all(caller, project, input.filters());
        List<String> add = Objects.requireNonNullElse(input.addTags(), List.of());
        List<String> remove = Objects.requireNonNullElse(input.removeTags(), List.of());
        return new ModifyRunsPayload(edits.tag(caller, project, runs, add, remove), input.clientMutationId());
    }

    record MoveRunsInput(
            String sourceEntityName,
            String sourceProjectName,
            String destinationEntityName,
            String destinationProjectName,
            String filters,
            String clientMutationId) {}

    record Task(
            String id, String name, String type, int progress, String state, Instant createdAt, Instant updatedAt) {}

    record MoveRunsPayload(Task task, String clientMutationId) {}

    /** Runs carry their rows and files along by number, so the move is over before the answer leaves. */
    @MutationMapping
    MoveRunsPayload moveRuns(@Argument MoveRunsInput input, @ContextValue Caller caller) {
        ProjectId from = project(caller, input.sourceEntityName(), input.sourceProjectName());
        ProjectId to = project(caller, input.destinationEntityName(), input.destinationProjectName());
        edits.move(caller, from, to, lists.all(caller, from, input.filters()));
        Instant now = clock.instant();
        String id = GlobalId.encode("Task", from.value());
        return new MoveRunsPayload(
                new Task(id, "move runs", "moveRuns", 100, "FINISHED", now, now), input.clientMutationId());
    }

    private ProjectId project(Caller caller, String entity, String name) {
        return projects.require(caller, entity, name).id();
    }
}
