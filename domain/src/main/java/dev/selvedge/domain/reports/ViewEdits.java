package dev.selvedge.domain.reports;

import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Making, changing and deleting views.
 *
 * <p>A personal workspace is written by its person alone, who needs no more than to see the project; everything else by
 * those who may write reports, and a report by its invited editors too.
 */
public final class ViewEdits {

    private static final int MAX_TYPE = 64;
    private static final int MAX_NAME = 255;
    private static final int MAX_TEXT = 512;
    private static final int MAX_SPEC = 32 << 20;
    private static final String EMPTY_SPEC = "{}";
    private static final int ATTEMPTS = 3;

    private final ViewStore store;
    private final Views views;
    private final Projects projects;
    private final Access access;
    private final EditorRights editors;
    private final ViewLeftovers leftovers;
    private final Transactions transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ViewEdits(
            ViewStore store,
            ViewLeftovers leftovers,
            Views views,
            Projects projects,
            Access access,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.leftovers = leftovers;
        this.views = views;
        this.projects = projects;
        this.access = access;
        this.editors = new EditorRights(store, views, projects, access);
        this.transactions = transactions;
        this.clock = clock;
    }

    public record Upserted(View view, boolean inserted) {}

    public Upserted upsert(Caller caller, UpsertView wish) {
        caller.requireSignedIn();
        check(wish);
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.inTransaction(() -> upsertOnce(caller, wish));
            } catch (Fault fault) {
                // a page in two tabs makes the same workspace twice: the second one finds what the first has made
                if (fault.code() != Fault.Code.CONFLICT || wish.id() != null || attempt == ATTEMPTS) {
                    throw fault;
                }
            }
        }
    }

    private Upserted upsertOnce(Caller caller, UpsertView wish) {
        if (wish.id() != null) {
            View view = views.find(caller, wish.id()).orElseThrow(() -> Fault.notFound("No such view"));
            return new Upserted(change(caller, view, wish), false);
        }
        Optional<Project> edited = editors.ofDraft(caller, wish);
        ProjectId project = edited.orElseGet(() -> projects.require(caller, wish.entity(), wish.project()))
                .id();
        String type = requireNonNullElse(wish.type(), View.WORKSPACE);
        String name = wish.name() == null || wish.name().isBlank() ? newName() : wish.name();
        Optional<View> existing = store.find(project, type, name);
        return existing.isPresent()
                ? new Upserted(change(caller, existing.get(), wish), false)
                : new Upserted(insert(caller, project, type, name, wish, edited.isPresent()), true);
    }

    private View insert(Caller caller, ProjectId project, String type, String name, UpsertView wish, boolean byEditor) {
        if (!byEditor) {
            requireWriter(caller, project, type, name, Action.CREATE);
        }
        requireParent(caller, project, wish.parent());
        Instant now = clock.instant();
        View view = new View(
                null,
                project,
                type,
                name,
                requireNonNullElse(wish.displayName(), name),
                wish.description(),
                caller.requireSignedIn().author(),
                requireNonNullElse(wish.createdUsing(), "WANDB_SDK"),
                Boolean.TRUE.equals(wish.locked()),
                wish.parent(),
                now,
                now);
        return store.insert(view, requireNonNullElse(wish.spec(), EMPTY_SPEC));
    }

    private View change(Caller caller, View found, UpsertView wish) {
        View view = store.lock(found.id()).orElseThrow(() -> Fault.notFound("No such view"));
        String type = requireNonNullElse(wish.type(), view.type());
        String name = wish.name() == null || wish.name().isBlank() ? view.name() : wish.name();
        if (editors.holdFor(caller, view)) {
            editors.requireSameThing(view, type, wish);
            // wandb-workspaces makes up a new one with each save
            name = view.name();
        } else {
            requireWriter(caller, view.project(), view.type(), view.name(), Action.WRITE);
            requireWriter(caller, view.project(), type, name, Action.WRITE);
            requireUnlocked(caller, view);
        }
        requireParent(caller, view.project(), wish.parent());
        View changed = new View(
                view.id(),
                view.project(),
                type,
                name,
                requireNonNullElse(wish.displayName(), view.displayName()),
                wish.description() == null ? view.description() : wish.description(),
                view.user(),
                view.createdUsing(),
                requireNonNullElse(wish.locked(), view.locked()),
                wish.parent() == null ? view.parent() : wish.parent(),
                view.createdAt(),
                clock.instant());
        store.save(changed, wish.spec());
        return changed;
    }

    private void requireWriter(Caller caller, ProjectId project, String type, String name, Action action) {
        Optional<String> person = View.personOf(type, name);
        if (person.isEmpty()) {
            access.require(caller, action, Resource.report(project));
            return;
        }
        access.require(caller, Action.READ, Resource.report(project));
        if (!person.get().equals(caller.requireSignedIn().username())) {
            throw Fault.denied("Permission denied: this is the workspace of " + person.get());
        }
    }

    /** Drafts are of reports in the same project. */
    private void requireParent(Caller caller, ProjectId project, ViewId parent) {
        if (parent != null
                && views.find(caller, parent)
                        .filter(found -> found.project().equals(project))
                        .isEmpty()) {
            throw Fault.notFound("The view's parent does not exist in its project");
        }
    }

    private void requireUnlocked(Caller caller, View view) {
        if (view.locked() && !Views.isAuthor(caller, view)) {
            access.require(caller, Action.MANAGE, Resource.report(view.project()));
        }
    }

    private static void check(UpsertView wish) {
        requireLength("type", wish.type(), MAX_TYPE);
        requireLength("name", wish.name(), MAX_NAME);
        requireLength("display name", wish.displayName(), MAX_TEXT);
        requireLength("description", wish.description(), MAX_SPEC);
        if (wish.spec() != null && wish.spec().length() > MAX_SPEC) {
            throw Fault.tooLarge("The spec of a view may have up to " + MAX_SPEC + " characters");
        }
        if (wish.type() != null && !wish.type().matches("[a-z][a-zA-Z/_-]*")) {
            throw Fault.invalid("There is no view type \"" + wish.type() + "\"");
        }
    }

    private static void requireLength(String what, String text, int most) {
        if (text != null && text.length() > most) {
            throw Fault.invalid("The " + what + " of a view may have up to " + most + " characters");
        }
    }

    private String newName() {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @param pendingDrafts nothing was deleted because the report has drafts that nobody said to delete */
    public record Deleted(boolean success, boolean pendingDrafts) {}

    public Deleted delete(Caller caller, ViewId id, boolean deleteDrafts) {
        caller.requireSignedIn();
        return transactions.inTransaction(() -> {
            View view = views.find(caller, id).orElseThrow(() -> Fault.notFound("No such view"));
            requireDeleter(caller, view);
            List<View> drafts = store.drafts(id);
            if (!drafts.isEmpty() && !deleteDrafts) {
                return new Deleted(false, true);
            }
            drafts.forEach(draft -> store.delete(draft.id()));
            store.delete(id);
            leftovers.removeAll(id);
            return new Deleted(true, false);
        });
    }

    /** A person's workspace goes with a word of the person, or of an admin of the project. */
    private void requireDeleter(Caller caller, View view) {
        boolean own = view.person()
                .filter(person -> person.equals(caller.requireSignedIn().username()))
                .isPresent();
        if (own) {
            return;
        }
        if (editors.holdFor(caller, view)) {
            editors.requireOwnDraft(view);
            return;
        }
        access.require(
                caller, view.person().isPresent() ? Action.MANAGE : Action.DELETE, Resource.report(view.project()));
        requireUnlocked(caller, view);
    }
}
