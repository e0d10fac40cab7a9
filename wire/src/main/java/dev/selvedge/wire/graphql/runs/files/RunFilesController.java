package dev.selvedge.wire.graphql.runs.files;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.files.FileNames;
import dev.selvedge.domain.runs.files.NamePattern;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.domain.runs.files.RunFileUploads;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.files.FileConnection;
import graphql.schema.DataFetchingFieldSelectionSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code Run.files} and what is counted about them. The run was found for the caller before. */
@Controller
@SchemaMapping(typeName = "Run")
class RunFilesController {

    private final RunFileQueries files;
    private final RunFileUploads uploads;

    RunFilesController(RunFileQueries files, RunFileUploads uploads) {
        this.files = files;
        this.uploads = uploads;
    }

    @SchemaMapping
    long fileCount(Run run) {
        return files.count(run, NamePattern.ALL);
    }

    @SchemaMapping
    long storageBytes(Run run) {
        return files.totalSize(run);
    }

    /** Listed are files that are there; a file asked for by name is answered in any case, see RunFileNode. */
    @SchemaMapping
    FileConnection files(
            Run run,
            @Argument List<String> names,
            @Argument String pattern,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller,
            @ContextValue String baseUrl,
            DataFetchingFieldSelectionSet selection) {
        RunFileLinks links = new RunFileLinks(files, uploads, run, caller, baseUrl);
        if (names != null && !names.isEmpty()) {
            List<String> asked = names.stream().filter(Objects::nonNull).toList();
            return FileConnection.of(named(links, run, asked, first, after), asked.size());
        }
        NamePattern matching = NamePattern.of(pattern);
        Page<RunFileNode> page = files.list(run, matching, first, after).map(file -> RunFileNode.of(links, file));
        return FileConnection.of(page, selection.contains("totalCount") ? files.count(run, matching) : 0);
    }

    private Page<RunFileNode> named(RunFileLinks links, Run run, List<String> names, Integer first, String after) {
        int from = after == null || after.isEmpty() ? 0 : position(after);
        int to = first == null ? names.size() : (int) Math.min((long) from + first, names.size());
        if (from > to) {
            return Page.empty();
        }
        List<String> part = names.subList(from, to);
        Map<String, RunFile> found = files.find(run, part);
        return new Page<>(
                part.stream()
                        .map(name -> RunFileNode.named(links, name, found.get(FileNames.canonical(name))))
                        .toList(),
                IntStream.range(from + 1, to + 1).mapToObj(Integer::toString).toList(),
                to < names.size() && to > from);
    }

    private static int position(String after) {
        try {
            int position = Integer.parseInt(after);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Fault.invalid("\"after\" is no cursor of this list: " + after);
    }
}
