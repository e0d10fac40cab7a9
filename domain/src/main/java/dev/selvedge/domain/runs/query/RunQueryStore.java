package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import java.util.Collection;
import java.util.List;

/**
 * Answers questions about runs that are not deleted. Every answer knows the config and summary of each run as they were
 * when it was asked.
 */
public interface RunQueryStore {

    /** INVALID for a cursor of another order. */
    Page<RunId> find(RunQuery query);

    long count(ProjectId project, Filter<RunField> filter);

    /** All of them, in the order of their creation. */
    List<RunId> findAll(ProjectId project, Filter<RunField> filter);

    /** The keys of config and summary that runs of the project have, by path. */
    List<RunKey> keys(ProjectId project);

    Page<RunGroup> groups(RunGroupQuery query);

    long countGroups(RunGroupQuery query);

    /** Tags and how many runs have them, the most used first. */
    List<TagCount> tags(ProjectId project, int limit);

    record TagCount(String tag, int runs) {}

    /** Deleted runs, the last deleted first; INVALID for a cursor that is none. */
    Page<RunId> deleted(ProjectId project, int first, String after);

    long countDeleted(ProjectId project);

    /** Runs whose name is, or whose display name contains, the text without regard to case; the newest first. */
    List<RunId> search(Collection<ProjectId> projects, String text, int limit);
}
