package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Regex;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The keys of config and summary that a project's runs have: the columns that a table of them can show. */
public final class RunKeys {

    private final RunQueryStore store;
    private final RunProjects projects;

    public RunKeys(RunQueryStore store, RunProjects projects) {
        this.store = store;
        this.projects = projects;
    }

    /** @param page what was asked for of the {@code total} that match */
    public record Found(Page<RunKey> page, int total) {}

    /**
     * By path, config first.
     *
     * @param documents {@code config}, {@code summary_metrics}; null for both
     * @param pattern a regular expression found anywhere, without regard to case; text that is none is looked for as it is
     */
    public Found find(
            Caller caller,
            ProjectId project,
            Collection<String> documents,
            String pattern,
            Integer first,
            String after) {
        int size = RunLists.pageSize(first);
        if (!projects.mayRead(caller, project)) {
            return new Found(Page.empty(), 0);
        }
        Predicate<String> wanted = pattern(pattern);
        List<RunKey> matching = store.keys(project).stream()
                .filter(key -> documents == null
                        || documents.isEmpty()
                        || documents.stream().anyMatch(document -> key.path().startsWith(document + ".")))
                .filter(key -> wanted.test(key.path()))
                .sorted(java.util.Comparator.comparing(RunKey::path))
                .toList();
        List<RunKey> rest = after == null || after.isEmpty()
                ? matching
                : matching.stream()
                        .filter(key -> key.path().compareTo(after) > 0)
                        .toList();
        List<RunKey> page = rest.subList(0, Math.min(size, rest.size()));
        return new Found(
                new Page<>(
                        page, page.stream().map(RunKey::path).toList(), !page.isEmpty() && page.size() < rest.size()),
                matching.size());
    }

    private static Predicate<String> pattern(String pattern) {
        if (pattern == null || pattern.isEmpty()) {
            return path -> true;
        }
        try {
            return Regex.of(pattern, true)::find;
        } catch (Fault halfTyped) {
            String text = pattern.toLowerCase(Locale.ROOT);
            return path -> path.toLowerCase(Locale.ROOT).contains(text);
        }
    }
}
