package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What this room asks of the projects room: which project a name means, and what the caller may do there. */
public interface ArtifactProjects {

    /**
     * @param allowedTypes artifact types that its collections may have; empty = any
     */
    record Place(ProjectId id, String entityName, String name, boolean registry, Set<String> allowedTypes) {}

    /** Whether the caller may change who may do what with the artifacts of the project. */
    boolean manages(Caller caller, ProjectId project);

    /** Empty when there is none or the caller may not see it. */
    Optional<Place> visible(Caller caller, String entityName, String projectName);

    /** Empty when it is deleted or the caller may not see it. */
    Optional<Place> visible(Caller caller, ProjectId project);

    /** The project to make something new in, made when missing; DENIED when the caller may not. */
    Place writable(Caller caller, String entityName, String projectName);

    /** The project; NOT_FOUND or DENIED when the caller may not do that with its artifacts. */
    Place require(Caller caller, Action action, ProjectId project);

    /** DENIED when the team leaves it to its admins how long versions live. */
    void requireMaySetLifetime(Caller caller, ProjectId project);

    /** What the team of each project says about versions that name no lifetime themselves; nothing where they live on. */
    Map<ProjectId, Duration> lifetimes(Collection<ProjectId> projects);

    /** The projects of a team whose versions go by themselves. */
    record TeamLifetime(List<ProjectId> projects, Duration lifetime) {}

    List<TeamLifetime> teamLifetimes();

    /** DENIED when the caller may not say what the runs of the project do. */
    void requireRunsWritable(Caller caller, ProjectId project);
}
