package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.platform.Fault;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Links by which people without an account read a report. */
public final class ViewSharing {

    private static final int TOKEN_BYTES = 24;

    private final ViewStore store;
    private final Views views;
    private final ViewReach reach;
    private final Access access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ViewSharing(ViewStore store, Views views, ViewReach reach, Access access, Clock clock) {
        this.store = store;
        this.views = views;
        this.reach = reach;
        this.access = access;
        this.clock = clock;
    }

    /** Only for those who could make one themselves. */
    public List<ViewToken> tokens(Caller caller, View view) {
        return access.allowed(caller, Action.WRITE, Resource.report(view.project()))
                ? store.tokens(view.id())
                : List.of();
    }

    public ViewToken create(Caller caller, ViewId id, List<ViewReach.Shown> shown) {
        View view = writable(caller, id);
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return store.insertToken(
                id,
                HexFormat.of().formatHex(bytes),
                reach.named(caller, view, shown),
                caller.requireSignedIn().author(),
                clock.instant());
    }

    public void revoke(Caller caller, String token) {
        ViewToken found = token(caller, token);
        if (found.revokedAt() == null) {
            store.revokeToken(found.id(), clock.instant());
        }
    }

    public void show(Caller caller, String token, List<ViewReach.Shown> shown) {
        ViewToken found = token(caller, token);
        View view = writable(caller, found.view());
        store.saveTokenProjects(found.id(), reach.named(caller, view, shown));
    }

    /** Who comes with a link. Empty for links that are unknown or revoked, and when the report or its project has gone. */
    public Optional<Caller.Guest> guest(String token) {
        return store.findToken(token)
                .filter(found -> found.revokedAt() == null)
                .flatMap(found -> store.find(found.view()).flatMap(view -> reach.of(view, found.projects())));
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
}
