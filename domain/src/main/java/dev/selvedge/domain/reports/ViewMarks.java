package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Stars and visits of reports. Both are of people with an account; neither gives a right. */
public final class ViewMarks {

    /** Whoever comes back sooner reads on. */
    private static final Duration ONE_VISIT = Duration.ofMinutes(30);

    private final ViewMarkStore store;
    private final Views views;
    private final Clock clock;

    public ViewMarks(ViewMarkStore store, Views views, Clock clock) {
        this.store = store;
        this.views = views;
        this.clock = clock;
    }

    public View star(Caller caller, ViewId id) {
        Caller.SignedIn person = caller.requireSignedIn();
        View report = report(caller, id);
        store.star(id, person.userId(), clock.instant());
        return report;
    }

    public View unstar(Caller caller, ViewId id) {
        Caller.SignedIn person = caller.requireSignedIn();
        View report = report(caller, id);
        store.unstar(id, person.userId());
        return report;
    }

    public View visit(Caller caller, ViewId id) {
        Caller.SignedIn person = caller.requireSignedIn();
        View report = report(caller, id);
        Instant now = clock.instant();
        store.visit(id, person.userId(), now, now.minus(ONE_VISIT));
        return report;
    }

    /** For views that were found before; none for who is not signed in. */
    public Set<ViewId> starred(Caller caller, Collection<ViewId> of) {
        return caller instanceof Caller.SignedIn person ? store.starred(person.userId(), of) : Set.of();
    }

    public Map<ViewId, Integer> stars(Collection<ViewId> of) {
        return store.stars(of);
    }

    public Map<ViewId, Integer> visits(Collection<ViewId> of) {
        return store.visits(of);
    }

    private View report(Caller caller, ViewId id) {
        View view = views.find(caller, id).orElseThrow(() -> Fault.notFound("No such view"));
        if (!view.isReport()) {
            throw Fault.invalid("Stars and visits are of reports, not of workspaces or drafts");
        }
        return view;
    }
}
