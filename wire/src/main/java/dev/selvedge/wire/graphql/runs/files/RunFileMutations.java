package dev.selvedge.wire.graphql.runs.files;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.files.FileId;
import dev.selvedge.domain.runs.files.RunFileDeletes;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.domain.runs.files.RunFileUploads;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.graphql.files.FileNode;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** {@code createRunFiles}, {@code markRunFilesUploaded}, {@code deleteFiles}. */
@Controller
class RunFileMutations {

    private final RunFileQueries files;
    private final RunFileUploads uploads;
    private final RunFileDeletes deletes;

    RunFileMutations(RunFileQueries files, RunFileUploads uploads, RunFileDeletes deletes) {
        this.files = files;
        this.uploads = uploads;
        this.deletes = deletes;
    }

    /** The files of one run by name. */
    record FilesOfRunInput(
            String entityName, String projectName, String runName, List<String> files, String clientMutationId) {}

    record CreateRunFilesPayload(
            String runID, List<String> uploadHeaders, List<FileNode> files, String clientMutationId) {}

    record SuccessPayload(boolean success, String clientMutationId) {}

    record DeleteFilesInput(List<String> files, Integer projectId, String clientMutationId) {}

    /** Clients drop the whole answer unless it has exactly one entry per name, in order and unchanged. */
    @MutationMapping
    CreateRunFilesPayload createRunFiles(
            @Argument FilesOfRunInput input, @ContextValue Caller caller, @ContextValue String baseUrl) {
        RunFileUploads.Places created = uploads.create(
                caller, input.entityName(), input.projectName(), input.runName(), input.files(), baseUrl);
        RunFileLinks links = new RunFileLinks(files, uploads, created.run(), caller, baseUrl);
        List<FileNode> nodes = created.places().stream()
                .<FileNode>map(place -> RunFileNode.awaited(
                        links, place.name(), place.file(), place.url().url()))
                .toList();
        return new CreateRunFilesPayload(created.run().id().global(), List.of(), nodes, input.clientMutationId());
    }

    @MutationMapping
    SuccessPayload markRunFilesUploaded(@Argument FilesOfRunInput input, @ContextValue Caller caller) {
        uploads.markUploaded(caller, input.entityName(), input.projectName(), input.runName(), input.files());
        return new SuccessPayload(true, input.clientMutationId());
    }

    @MutationMapping
    SuccessPayload deleteFiles(@Argument DeleteFilesInput input, @ContextValue Caller caller) {
        List<FileId> ids = input.files().stream()
                .map(id -> FileId.parse(id).orElseThrow(() -> Fault.invalid("\"" + id + "\" is no id of a file")))
                .toList();
        deletes.delete(caller, ids, input.projectId() == null ? null : new ProjectId(input.projectId()));
        return new SuccessPayload(true, input.clientMutationId());
    }
}
