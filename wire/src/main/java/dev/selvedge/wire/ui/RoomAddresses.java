package dev.selvedge.wire.ui;

import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.sweeps.Sweeps;
import dev.selvedge.platform.GlobalId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Follows an address through the rooms, one look-up by name a step. */
@Component
final class RoomAddresses implements PageAddresses {

    private static final Set<String> TOP = Set.of("home", "login", "signup", "authorize");

    /** Rooms of the whole installation, which read the rest of their addresses themselves. */
    private static final Set<String> TREES = Set.of("settings", "registry", "orgs", "launch", "console");

    private static final Set<String> OF_ENTITY = Set.of("projects", "settings", "members", "service-accounts");

    private static final Set<String> TABS = Set.of(
            "workspace",
            "table",
            "runs",
            "overview",
            "sweeps",
            "reports",
            "artifacts",
            "automations",
            "jobs",
            "users",
            "weave",
            "groups");

    private final Teams teams;
    private final Projects projects;
    private final RunQueries runs;
    private final Sweeps sweeps;
    private final ArtifactLookup artifacts;
    private final Views views;

    RoomAddresses(
            Teams teams, Projects projects, RunQueries runs, Sweeps sweeps, ArtifactLookup artifacts, Views views) {
        this.teams = teams;
        this.projects = projects;
        this.runs = runs;
        this.sweeps = sweeps;
        this.artifacts = artifacts;
        this.views = views;
    }

    @Override
    public boolean lead(Caller caller, List<String> path) {
        if (path.isEmpty() || TREES.contains(path.getFirst())) {
            return true;
        }
        if (TOP.contains(path.getFirst())) {
            return path.size() == 1;
        }
        // visitors who are not logged in get the login page, whatever they asked for
        return caller.isUnnamed() || inEntity(caller, path);
    }

    private boolean inEntity(Caller caller, List<String> path) {
        String entity = path.getFirst();
        if (path.size() == 1 || OF_ENTITY.contains(path.get(1)) || path.get(1).equals("registry")) {
            return teams.find(caller, entity).isPresent();
        }
        if (path.size() > 3 && path.get(2).equals("reports") && isReport(caller, entity, path.get(1), path.get(3))) {
            return true;
        }
        return projects.find(caller, entity, path.get(1))
                .filter(project -> inProject(caller, project.id(), path.subList(2, path.size())))
                .isPresent();
    }

    private boolean inProject(Caller caller, ProjectId project, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        if (!TABS.contains(path.getFirst())) {
            return false;
        }
        if (path.size() == 1) {
            return true;
        }
        return switch (path.getFirst()) {
            case "runs" -> runs.find(caller, project, path.get(1)).isPresent();
            case "sweeps" -> sweeps.find(caller, project, path.get(1)).isPresent();
            case "reports" -> path.get(1).equals("new") || isReport(caller, project, path.get(1));
            case "artifacts" -> path.size() < 3 || isArtifact(caller, project, path);
            default -> true;
        };
    }

    private boolean isArtifact(Caller caller, ProjectId project, List<String> path) {
        String collection = path.get(2);
        return path.size() == 3
                ? artifacts.collection(caller, project, collection).isPresent()
                : artifacts
                        .membership(caller, project, collection + ":" + path.get(3))
                        .isPresent();
    }

    private boolean isReport(Caller caller, ProjectId project, String slug) {
        return report(caller, slug)
                .filter(view -> view.project().equals(project))
                .isPresent();
    }

    /** Invited editors see the report and not the project that it is in. */
    private boolean isReport(Caller caller, String entity, String project, String slug) {
        return report(caller, slug).stream()
                .flatMap(view -> projects.find(List.of(view.project())).stream())
                .anyMatch(found ->
                        found.entityName().equals(entity) && found.name().equals(project));
    }

    /** {@code Title-of-it--<id>}, where the id has lost the padding of its base64. */
    private Optional<View> report(Caller caller, String slug) {
        int cut = slug.lastIndexOf("--");
        String id = cut < 0 ? slug : slug.substring(cut + 2);
        return GlobalId.decode("View", id).stream()
                .mapToObj(ViewId::new)
                .flatMap(view -> views.find(caller, view).stream())
                .findFirst();
    }
}
