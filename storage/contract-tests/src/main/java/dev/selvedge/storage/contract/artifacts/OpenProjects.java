package dev.selvedge.storage.contract.artifacts;

import dev.selvedge.domain.artifacts.ArtifactProjects;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Projects made on first use, also by writers that race, open to everybody but those that are hidden. */
final class OpenProjects implements ArtifactProjects {

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Set<ProjectId> hidden = ConcurrentHashMap.newKeySet();
    private final Set<ProjectId> managed = ConcurrentHashMap.newKeySet();

    Duration lifetime;
    boolean onlyAdminsSetLifetimes;

    Place registry(String name, Set<String> types) {
        Place place = new Place(new ProjectId(ids.incrementAndGet()), "org", name, true, types);
        places.put("org/" + name, place);
        return place;
    }

    void hide(ProjectId project) {
        hidden.add(project);
    }

    @Override
    public boolean manages(Caller caller, ProjectId project) {
        return managed.contains(project);
    }

    void unmanage(ProjectId project) {
        managed.remove(project);
    }

    void manage(ProjectId project) {
        managed.add(project);
    }

    @Override
    public Optional<Place> visible(Caller caller, String entityName, String projectName) {
        return Optional.ofNullable(places.get(entityName + "/" + projectName))
                .filter(place -> !hidden.contains(place.id()));
    }

    @Override
    public Optional<Place> visible(Caller caller, ProjectId project) {
        return places.values().stream()
                .filter(place -> place.id().equals(project) && !hidden.contains(project))
                .findFirst();
    }

    @Override
    public Place writable(Caller caller, String entityName, String projectName) {
        return places.computeIfAbsent(
                entityName + "/" + projectName,
                key -> new Place(new ProjectId(ids.incrementAndGet()), entityName, projectName, false, Set.of()));
    }

    @Override
    public Place require(Caller caller, Action action, ProjectId project) {
        return visible(caller, project).orElseThrow(() -> Fault.denied("Not yours"));
    }

    @Override
    public void requireMaySetLifetime(Caller caller, ProjectId project) {
        if (onlyAdminsSetLifetimes) {
            throw Fault.denied("Only admins");
        }
    }

    @Override
    public Map<ProjectId, Duration> lifetimes(Collection<ProjectId> projects) {
        return lifetime == null
                ? Map.of()
                : projects.stream().distinct().collect(Collectors.toMap(id -> id, id -> lifetime));
    }

    @Override
    public List<TeamLifetime> teamLifetimes() {
        return lifetime == null
                ? List.of()
                : List.of(
                        new TeamLifetime(places.values().stream().map(Place::id).toList(), lifetime));
    }

    @Override
    public void requireRunsWritable(Caller caller, ProjectId project) {
        require(caller, Action.WRITE, project);
    }
}
