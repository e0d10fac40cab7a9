package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Optional;

/** What an invited editor may change who may not write reports there: the words of that report, and drafts of it. */
final class EditorRights {

    private final ViewStore store;
    private final Views views;
    private final Projects projects;
    private final Access access;

    EditorRights(ViewStore store, Views views, Projects projects, Access access) {
        this.store = store;
        this.views = views;
        this.projects = projects;
        this.access = access;
    }

    /** Whoever may write reports in the project is no such editor, invited or not. */
    boolean holdFor(Caller caller, View view) {
        return !access.allowed(caller, Action.WRITE, Resource.report(view.project())) && views.isEditor(caller, view);
    }

    /** The project of the report that this is a draft of, which the editor may not be able to see by its name. */
    Optional<Project> ofDraft(Caller caller, UpsertView wish) {
        return View.DRAFT.equals(wish.type()) && wish.parent() != null
                ? store.find(wish.parent())
                        .filter(report -> report.isReport() && holdFor(caller, report))
                        .map(report -> projects.find(List.of(report.project())).getFirst())
                        .filter(project -> names(wish, project))
                : Optional.empty();
    }

    private static boolean names(UpsertView wish, Project project) {
        return (wish.entity() == null || wish.entity().equals(project.entityName()))
                && (wish.project() == null || wish.project().equals(project.name()));
    }

    /** It stays the thing that it is, where it is, and as open to others as it is. */
    void requireSameThing(View view, String type, UpsertView wish) {
        boolean same = type.equals(view.type())
                && (wish.parent() == null || wish.parent().equals(view.parent()))
                && (wish.locked() == null || wish.locked() == view.locked());
        if (!same) {
            throw Fault.denied("Permission denied: you were invited to edit what this report says");
        }
        if (view.locked()) {
            throw Fault.denied("Permission denied: this report is locked by its team");
        }
    }

    void requireOwnDraft(View view) {
        if (!view.isDraft()) {
            throw Fault.denied("Permission denied: you were invited to edit this report, not to delete it");
        }
    }
}
