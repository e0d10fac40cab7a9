package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far people see who come for one view and are not of its team: by a link, or invited to edit it. The one place that
 * says so; either way it is a {@link Caller.Guest}, to whom nothing but the view and runs is open.
 */
public final class ViewReach {

    private final ViewEditorStore editors;
    private final Projects projects;
    private final Access access;

    public ViewReach(ViewEditorStore editors, Projects projects, Access access) {
        this.editors = editors;
        this.projects = projects;
        this.access = access;
    }

    /** A project to be shown, by its names. */
    public record Shown(String entity, String project) {}

    /** Empty when the view's project has gone, and when its team lets no reports out any more. */
    Optional<Caller.Guest> of(View view, Collection<ProjectId> named) {
        Set<ProjectId> shown = projects.find(named).stream()
                .filter(project -> !project.isDeleted() && projects.letsReportsOut(project))
                .map(Project::id)
                .collect(Collectors.toSet());
        return shown.contains(view.project())
                ? Optional.of(new Caller.Guest(view.id().value(), shown))
                : Optional.empty();
    }

    /** What the caller sees as an invited editor of this report, or of the one that the view is the caller's draft of. */
    Optional<Caller.Guest> invited(Caller caller, View view) {
        if (!(caller instanceof Caller.SignedIn person)) {
            return Optional.empty();
        }
        ViewId report = view.isDraft() ? Views.isAuthor(caller, view) ? view.parent() : null : view.id();
        if (report == null || !(view.isDraft() || view.isReport())) {
            return Optional.empty();
        }
        return editors.find(report, person.userId()).flatMap(editor -> of(view, editor.projects()));
    }

    /** Whether the caller was invited to edit a report there. */
    boolean opens(Caller caller, ProjectId project) {
        return projects.isOpenByInvitation(caller, project);
    }

    /** The view's own project comes along even when it was not named. Only what the caller could write reports in. */
    List<ProjectId> named(Caller caller, View view, List<Shown> shown) {
        List<Project> all = new ArrayList<>();
        all.add(projects.find(caller, view.project()).orElseThrow(() -> Fault.notFound("No such project")));
        for (Shown one : shown) {
            Project project = projects.require(caller, one.entity(), one.project());
            access.require(caller, Action.WRITE, Resource.report(project.id()));
            all.add(project);
        }
        for (Project project : all) {
            if (!projects.letsReportsOut(project)) {
                throw Fault.denied("The team " + project.entityName() + " does not allow links for everybody"
                        + " or editors from outside");
            }
        }
        return all.stream().map(Project::id).distinct().toList();
    }
}
