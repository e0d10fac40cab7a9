package dev.selvedge.domain.automations.alerts;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where alerts and who wants them are kept. */
public interface AlertStore {

    /** The id is ignored. */
    RunAlert insert(RunAlert alert);

    Optional<RunAlert> find(long id);

    boolean saidSince(RunId run, String title, Instant since);

    /** Newest first, with a number below {@code before}. */
    List<RunAlert> of(RunId run, long before, int limit);

    List<RunAlert> of(ProjectId project, long before, int limit);

    Optional<AlertSettings> settings(EntityId entity);

    void save(AlertSettings settings);

    /** Whether anybody at all wants to hear of the ends of runs. */
    boolean anyWantsEnds();
}
