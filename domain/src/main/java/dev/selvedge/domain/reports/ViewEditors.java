package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.List;

/**
 * People invited to one report: they read and edit it, and see the runs that it shows as whoever has a link does. Its
 * author and admins of the project invite; a team that lets no reports out has no such people, also those from before.
 */
public final class ViewEditors {

    private static final int MOST = 100;

    private final ViewEditorStore store;
    private final Views views;
    private final ViewReach reach;
    private final UserStore users;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;

    public ViewEditors(
            ViewEditorStore store,
            Views views,
            ViewReach reach,
            UserStore users,
            Access access,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.views = views;
        this.reach = reach;
        this.users = users;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Only for those who could invite, and to each editor the own name. */
    public List<ViewEditor> of(Caller caller, View view) {
        if (!(caller instanceof Caller.SignedIn person)) {
            return List.of();
        }
        boolean all = mayInvite(caller, view);
        return store.editors(view.id()).stream()
                .filter(editor -> all || editor.user().equals(person.userId()))
                .toList();
    }

    /** An author who may not write there any more has nothing to give. */
    public boolean mayInvite(Caller caller, View view) {
        Resource reports = Resource.report(view.project());
        return view.isReport()
                && (access.allowed(caller, Action.MANAGE, reports)
                        || (Views.isAuthor(caller, view) && access.allowed(caller, Action.WRITE, reports)));
    }

    /** @param shown projects besides its own whose runs the report shows */
    public View invite(Caller caller, ViewId id, List<String> usernames, List<ViewReach.Shown> shown) {
        UserId by = caller.requireSignedIn().author();
        View view = managed(caller, id);
        List<ProjectId> projects = reach.named(caller, view, shown);
        List<User> people = usernames.stream().distinct().map(this::person).toList();
        transactions.inTransaction(() -> {
            people.forEach(person -> store.invite(new ViewEditor(id, person.id(), projects, by, clock.instant())));
            if (store.editors(id).size() > MOST) {
                throw Fault.invalid("A report may have up to " + MOST + " invited editors");
            }
        });
        return view;
    }

    /** By those who could invite; an editor may also leave. */
    public View remove(Caller caller, ViewId id, List<String> usernames) {
        Caller.SignedIn self = caller.requireSignedIn();
        List<User> people = usernames.stream().distinct().map(this::person).toList();
        boolean leaving = people.stream().allMatch(person -> person.id().equals(self.userId()));
        View view = leaving ? seen(caller, id) : managed(caller, id);
        transactions.inTransaction(() -> people.forEach(person -> {
            if (!store.remove(id, person.id())) {
                throw Fault.notFound(person.username() + " was not invited to this report");
            }
        }));
        return view;
    }

    private View managed(Caller caller, ViewId id) {
        View view = seen(caller, id);
        if (!view.isReport()) {
            throw Fault.invalid("People are invited to reports, not to workspaces or drafts");
        }
        if (!mayInvite(caller, view)) {
            throw Fault.denied("Permission denied: the author of this report and admins of its project invite to it");
        }
        return view;
    }

    private View seen(Caller caller, ViewId id) {
        return views.find(caller, id).orElseThrow(() -> Fault.notFound("No such view"));
    }

    private User person(String username) {
        return users.findByUsername(username)
                .filter(User::isActive)
                .orElseThrow(() -> Fault.notFound("User not found: " + username));
    }
}
