package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Privacy;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Links by which people without an account read a report. */
public final class ViewSharing {

    private static final int TOKEN_BYTES = 24;

    private final ViewStore store;
    private final Views views;
    private final Projects projects;
    private final EntityStore entities;
    private final Privacy privacy;
    private final Access access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ViewSharing(
            ViewStore store, Views views, Projects projects, EntityStore entities, Access access, Clock clock) {
        this.store = store;
        this.views = views;
        this.projects = projects;
        this.entities = entities;
        this.privacy = new Privacy(entities);
        this.access = access;
        this.clock = clock;
    }

    /** Only for those who could make one themselves. */
    public List<ViewToken> tokens(Caller caller, View view) {
        return access.allowed(caller, Action.WRITE, Resource.report(view.project()))
                ? store.tokens(view.id())
                : List.of();
    }

    /** A project to be shown, by its names. */
    public record Shown(String entity, String project) {}

    public ViewToken create(Caller caller, ViewId id, List<Shown> shown) {
        View view = writable(caller, id);
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return store.insertToken(
                id,
                HexFormat.of().formatHex(bytes),
                projects(caller, view, shown),
                caller.requireSignedIn().author(),
                clock.instant());
    }

    public void revoke(Caller caller, String token) {
        ViewToken found = token(caller, token);
        if (found.revokedAt() == null) {
            store.revokeToken(found.id(), clock.instant());
        }
    }

    public void show(Caller caller, String token, List<Shown> shown) {
        ViewToken found = token(caller, token);
        View view = writable(caller, found.view());
        store.saveTokenProjects(found.id(), projects(caller, view, shown));
    }

    /**
     * Who comes with a link. Empty for links that are unknown or revoked, when the report or its project has gone, and
     * when its team does not allow links any more.
     */
    public Optional<Caller.Guest> guest(String token) {
        return store.findToken(token)
                .filter(found -> found.revokedAt() == null)
                .flatMap(found -> store.find(found.view()).flatMap(view -> {
                    Set<ProjectId> shown = projects.find(found.projects()).stream()
                            .filter(project -> !project.isDeleted() && allowsLinks(project))
                            .map(Project::id)
                            .collect(Collectors.toSet());
                    return shown.contains(view.project())
                            ? Optional.of(new Caller.Guest(view.id().value(), shown))
                            : Optional.empty();
                }));
    }

    private boolean allowsLinks(Project project) {
        return entities.find(project.entity()).filter(privacy::allowsLinks).isPresent();
    }

    private ViewToken token(Caller caller, String token) {
        ViewToken found = store.findToken(token).orElseThrow(ViewSharing::noSuchToken);
        if (views.find(caller, found.view()).isEmpty()) {
            throw noSuchToken();
        }
        writable(caller, found.view());
        return found;
    }

    private static Fault noSuchToken() {
        return Fault.notFound("No such access token");
    }

    private View writable(Caller caller, ViewId id) {
        caller.requireSignedIn();
        View view = views.find(caller, id).orElseThrow(() -> Fault.notFound("No such view"));
        access.require(caller, Action.WRITE, Resource.report(view.project()));
        return view;
    }

    /** The view's own project comes along even when it was not named. */
    private List<ProjectId> projects(Caller caller, View view, List<Shown> shown) {
        List<Project> all = new ArrayList<>();
        all.add(projects.find(caller, view.project()).orElseThrow(() -> Fault.notFound("No such project")));
        for (Shown one : shown) {
            Project project = projects.require(caller, one.entity(), one.project());
            access.require(caller, Action.WRITE, Resource.report(project.id()));
            all.add(project);
        }
        for (Project project : all) {
            if (!allowsLinks(project)) {
                throw Fault.denied("The team " + project.entityName() + " does not allow links for everybody");
            }
        }
        return all.stream().map(Project::id).distinct().toList();
    }
}
