package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;

/** Projects that a person keeps at hand, registries among them. A star is its person's own and gives no rights. */
public final class ProjectStars {

    private final ProjectStarStore stars;
    private final Projects projects;
    private final Clock clock;

    public ProjectStars(ProjectStarStore stars, Projects projects, Clock clock) {
        this.stars = stars;
        this.projects = projects;
        this.clock = clock;
    }

    public Project star(Caller caller, ProjectId id) {
        Caller.SignedIn person = caller.requireSignedIn();
        Project project = seen(caller, id);
        stars.star(person.userId(), id, clock.instant());
        return project;
    }

    public Project unstar(Caller caller, ProjectId id) {
        Caller.SignedIn person = caller.requireSignedIn();
        Project project = seen(caller, id);
        stars.unstar(person.userId(), id);
        return project;
    }

    /** Which of them the caller starred; none for who is not signed in. */
    public Set<ProjectId> starred(Caller caller, Collection<ProjectId> of) {
        return caller instanceof Caller.SignedIn person ? stars.starred(person.userId(), of) : Set.of();
    }

    private Project seen(Caller caller, ProjectId id) {
        return projects.find(caller, id).orElseThrow(() -> Fault.notFound("No such project"));
    }
}
