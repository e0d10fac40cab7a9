package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the files of runs for those who may see the run. */
public final class RunFileQueries {

    private static final Duration LINK_VALID_FOR = Duration.ofHours(24);
    private static final int LARGEST_PAGE = 10_000;

    private final RunFileStore files;
    private final FileAccess access;
    private final ObjectStore objects;

    public RunFileQueries(RunFileStore files, FileAccess access, ObjectStore objects) {
        this.files = files;
        this.access = access;
        this.objects = objects;
    }

    /** Empty for a run that is not there, and for one the caller may not see. */
    public Optional<Run> run(Caller caller, String entity, String project, String run) {
        return access.find(caller, entity, project, run);
    }

    /** The file of a run that was found before. */
    public Optional<RunFile> find(Run run, String name) {
        String kept = FileNames.canonical(name);
        return Optional.ofNullable(files.find(run.id(), List.of(kept)).get(kept))
                .filter(RunFile::isThere);
    }

    public Map<String, RunFile> find(Run run, List<String> names) {
        return files.find(run.id(), names.stream().map(FileNames::canonical).toList());
    }

    /** Files that are there, in the order in which their names first appeared. */
    public Page<RunFile> list(Run run, NamePattern pattern, Integer first, String after) {
        int limit = first == null ? LARGEST_PAGE : Math.min(first, LARGEST_PAGE);
        if (limit < 0) {
            throw Fault.invalid("\"first\" cannot be negative");
        }
        List<RunFile> found = files.list(run.id(), pattern, cursor(after), limit + 1);
        List<RunFile> items = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                items,
                items.stream().map(file -> Long.toString(file.id().value())).toList(),
                found.size() > items.size() && !items.isEmpty());
    }

    private static FileId cursor(String after) {
        try {
            return new FileId(after == null || after.isEmpty() ? 0 : Long.parseLong(after));
        } catch (NumberFormatException e) {
            throw Fault.invalid("\"after\" is no cursor of this list: " + after);
        }
    }

    public long count(Run run, NamePattern pattern) {
        return files.count(run.id(), pattern);
    }

    public long totalSize(Run run) {
        return files.totalSize(run.id());
    }

    /** The names in the file's address, {@code /files/<entity>/<project>/<run>/<file>}. */
    public FileAccess.Address address(Run run) {
        return access.address(run);
    }

    /** A link that needs no credentials, for a file that is there, to be shown where that can be done. */
    public String link(RunFile file, String baseUrl) {
        return link(file, baseUrl, true);
    }

    /** @param inline shown rather than saved */
    public String link(RunFile file, String baseUrl, boolean inline) {
        String type = file.content().mimetype();
        Presentation presentation = new Presentation(file.name(), MediaTypes.shown(type), inline);
        String key = file.content().key();
        // a bucket cannot send the policy that shuts in what runs as a page, so the server passes such files on
        ObjectStore.SignedUrl link = MediaTypes.runsInBrowsers(type)
                ? objects.presignGetAndHead(baseUrl, key, presentation, LINK_VALID_FOR)
                : objects.presignGet(baseUrl, key, presentation, LINK_VALID_FOR);
        return link.url();
    }
}
