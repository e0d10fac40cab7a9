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
import java.util.Map;
import java.util.Optional;

/** Views for those who may see them. */
public final class Views {

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 1_000;

    private final ViewStore store;
    private final Access access;

    public Views(ViewStore store, Access access) {
        this.store = store;
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
                || mayRead(caller, view);
    }

    private boolean mayRead(Caller caller, View view) {
        return access.allowed(caller, Action.READ, Resource.report(view.project()))
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
        return access.allowed(caller, Action.READ, Resource.report(project))
                ? store.list(project, selection(caller, project, type, name, username), size, after)
                : Page.empty();
    }

    public long count(Caller caller, ProjectId project, String type, String name, String username) {
        return access.allowed(caller, Action.READ, Resource.report(project))
                ? store.count(project, selection(caller, project, type, name, username))
                : 0;
    }

    private ViewStore.Selection selection(Caller caller, ProjectId project, String type, String name, String username) {
        UserId draftsOf = mayWrite(caller, project)
                ? null
                : caller instanceof Caller.SignedIn signedIn ? signedIn.userId() : new UserId(0);
        return new ViewStore.Selection(type, name, username, draftsOf);
    }

    /** For views that were found before; who asks was settled then. */
    public Map<ViewId, String> specs(Collection<ViewId> ids) {
        return store.specs(ids);
    }
}
