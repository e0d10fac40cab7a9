package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views for those who may see them. */
public final class Views {

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 1_000;

    private final ViewStore store;
    private final ViewReach reach;
    private final Access access;

    public Views(ViewStore store, ViewReach reach, Access access) {
        this.store = store;
        this.reach = reach;
        this.access = access;
    }

    /** Empty for an unknown view and for one the caller may not see. */
    public Optional<View> find(Caller caller, ViewId id) {
        return store.find(id).filter(view -> maySee(caller, view));
    }

    /** A draft is for those who write: its author and whoever may write reports in the project. */
    private boolean maySee(Caller caller, View view) {
        return (caller instanceof Caller.Guest guest
                        && guest.view() == view.id().value())
                || mayRead(caller, view)
                || isEditor(caller, view);
    }

    boolean isEditor(Caller caller, View view) {
        return reach.invited(caller, view).isPresent();
    }

    /**
     * Projects whose runs the caller sees for this report alone: questions about them are asked as its invited editor.
     * Those that the caller sees anyhow are not among them.
     */
    public List<ProjectId> shown(Caller caller, View view) {
        return reach.invited(caller, view).stream()
                .flatMap(guest -> guest.projects().stream())
                .filter(project -> !access.allowed(caller, Action.READ, Resource.run(project)))
                .toList();
    }

    /** The one to ask as about what a report shows that the caller was invited to edit. */
    public Optional<Caller.Guest> asEditor(Caller.SignedIn caller, ViewId report) {
        return store.find(report).filter(View::isReport).flatMap(view -> reach.invited(caller, view));
    }

    /** Whether the caller may change what it says. */
    public boolean editable(Caller caller, View view) {
        boolean writer = view.person()
                .map(person -> caller instanceof Caller.SignedIn own && person.equals(own.username()))
                .orElseGet(() -> mayWrite(caller, view.project()) || isEditor(caller, view));
        return writer
                && (!view.locked()
                        || isAuthor(caller, view)
                        || access.allowed(caller, Action.MANAGE, Resource.report(view.project())));
    }

    private boolean mayRead(Caller caller, View view) {
        return mayReadAll(caller, view.project())
                && (!view.isDraft() || isAuthor(caller, view) || mayWrite(caller, view.project()));
    }

    static boolean isAuthor(Caller caller, View view) {
        return caller instanceof Caller.SignedIn signedIn
                && (view.user().equals(signedIn.userId()) || view.user().equals(signedIn.author()));
    }

    private boolean mayWrite(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.WRITE, Resource.report(project));
    }

    /** @param type and {@code name}, {@code username}: null for all */
    public Page<View> list(
            Caller caller, ProjectId project, String type, String name, String username, Integer first, String after) {
        if (first != null && first < 0) {
            throw Fault.invalid("A page cannot have " + first + " items");
        }
        int size = first == null ? DEFAULT_PAGE : Math.min(first, MAX_PAGE);
        return mayList(caller, project)
                ? store.list(project, selection(caller, project, type, name, username), size, after)
                : Page.empty();
    }

    public long count(Caller caller, ProjectId project, String type, String name, String username) {
        return mayList(caller, project) ? store.count(project, selection(caller, project, type, name, username)) : 0;
    }

    private ViewStore.Selection selection(Caller caller, ProjectId project, String type, String name, String username) {
        UserId draftsOf = mayWrite(caller, project)
                ? null
                : caller instanceof Caller.SignedIn signedIn ? signedIn.userId() : new UserId(0);
        UserId editor =
                mayReadAll(caller, project) || !(caller instanceof Caller.SignedIn person) ? null : person.userId();
        return new ViewStore.Selection(type, name, username, draftsOf, editor);
    }

    /** Invited editors find what they were invited to, and their drafts of it. */
    private boolean mayList(Caller caller, ProjectId project) {
        return mayReadAll(caller, project) || reach.opens(caller, project);
    }

    private boolean mayReadAll(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, Resource.report(project));
    }

    /** For views that were found before; who asks was settled then. */
    public Map<ViewId, String> specs(Collection<ViewId> ids) {
        return store.specs(ids);
    }
}
