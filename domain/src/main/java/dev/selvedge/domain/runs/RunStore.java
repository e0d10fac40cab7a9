package dev.selvedge.domain.runs;

import dev.selvedge.domain.projects.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where runs are kept. Deleted runs are found like any others; {@link Run#isDeleted} tells. */
public interface RunStore {

    Optional<Run> find(RunId id);

    Optional<Run> find(ProjectId project, String name);

    /** In the order of {@code ids}; absent ones are left out. */
    List<Run> find(Collection<RunId> ids);

    /** One entry per run that exists. */
    Map<RunId, RunDocuments> documents(Collection<RunId> ids);
}
