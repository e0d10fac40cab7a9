package dev.selvedge.domain.discussions;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Comments on reports. Whoever reads a report reads them, but for those who come with a link: what a team says among
 * itself is not for everybody who has one. Who reads them and is signed in may write.
 */
public final class Discussions {

    static final int MOST_THREADS = 1_000;
    static final int MOST_COMMENTS = 200;
    static final int LONGEST_BODY = 8_000;
    private static final int LONGEST_ANCHOR = 4_000;
    private static final int MOST_MENTIONS = 20;
    private static final int LARGEST_PAGE = 50;

    private final DiscussionStore store;
    private final Views views;
    private final UserStore users;
    private final MentionNotices notices;
    private final Transactions transactions;
    private final Clock clock;

    public Discussions(
            DiscussionStore store,
            Views views,
            UserStore users,
            MentionNotices notices,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.views = views;
        this.users = users;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Of a view that was found before. */
    public Page<DiscussionThread> threads(Caller caller, View view, Integer first, String after) {
        if (first != null && first < 0) {
            throw Fault.invalid("A page cannot have " + first + " items");
        }
        int size = first == null ? LARGEST_PAGE : Math.min(first, LARGEST_PAGE);
        return maySee(caller, view) ? store.threads(view.id(), size, after) : Page.empty();
    }

    public long count(Caller caller, View view) {
        return maySee(caller, view) ? store.countThreads(view.id()) : 0;
    }

    private static boolean maySee(Caller caller, View view) {
        return view.isReport() && !(caller instanceof Caller.Guest);
    }

    /** For threads that were found before. */
    public Map<ThreadId, List<DiscussionComment>> comments(Collection<ThreadId> of) {
        return store.comments(of);
    }

    public DiscussionThread begin(Caller caller, ViewId id, String anchor, String body) {
        Caller.SignedIn person = caller.requireSignedIn();
        View view = report(caller, id);
        if (anchor != null && anchor.length() > LONGEST_ANCHOR) {
            throw Fault.tooLarge("The place of a comment may have up to " + LONGEST_ANCHOR + " characters");
        }
        String text = checked(body);
        return transactions.inTransaction(() -> {
            if (store.countThreads(id) >= MOST_THREADS) {
                throw Fault.invalid("A report may have up to " + MOST_THREADS + " threads of comments");
            }
            Instant now = clock.instant();
            DiscussionThread thread = store.insert(new DiscussionThread(null, id, person.author(), anchor, now));
            say(caller, view, thread, text, now);
            return thread;
        });
    }

    public DiscussionComment reply(Caller caller, ThreadId id, String body) {
        caller.requireSignedIn();
        DiscussionThread thread = store.thread(id).orElseThrow(Discussions::noThread);
        View view = views.find(caller, thread.view()).orElseThrow(Discussions::noThread);
        String text = checked(body);
        return transactions.inTransaction(() -> {
            if (store.countComments(id) >= MOST_COMMENTS) {
                throw Fault.invalid("A thread may have up to " + MOST_COMMENTS + " comments: begin another one");
            }
            return say(caller, view, thread, text, clock.instant());
        });
    }

    private DiscussionComment say(Caller caller, View view, DiscussionThread thread, String body, Instant now) {
        DiscussionComment comment = store.insert(new DiscussionComment(
                null, thread.id(), caller.requireSignedIn().author(), body, now, null));
        mention(caller, view, comment, now);
        return comment;
    }

    /** Of those named, who may read the report is told, once for each comment. */
    private void mention(Caller caller, View view, DiscussionComment comment, Instant now) {
        for (String name : Mentioned.usernames(comment.body(), MOST_MENTIONS)) {
            users.findByUsername(name)
                    .filter(user -> user.isActive()
                            && !user.id().equals(caller.requireSignedIn().userId())
                            && mayRead(user, view.id()))
                    .flatMap(user -> store.mention(comment.id(), user.id()))
                    .ifPresent(mention -> notices.mentioned(mention, view.project(), now));
        }
    }

    private boolean mayRead(User user, ViewId view) {
        return views.find(new Caller.SignedIn(user.id(), user.username(), false), view)
                .isPresent();
    }

    /** By its author alone. */
    public DiscussionComment change(Caller caller, CommentId id, String body) {
        Seen seen = seen(caller, id);
        if (!isAuthor(caller, seen.comment())) {
            throw Fault.denied("Permission denied: a comment is changed by who wrote it");
        }
        String text = checked(body);
        return transactions.inTransaction(() -> {
            Instant now = clock.instant();
            store.saveBody(id, text, now);
            DiscussionComment changed = store.comment(id).orElseThrow(Discussions::noComment);
            mention(caller, seen.view(), changed, now);
            return changed;
        });
    }

    /** By its author, and by those who may change the report. */
    public void delete(Caller caller, CommentId id) {
        Seen seen = seen(caller, id);
        if (!mayDelete(caller, seen.view(), seen.comment())) {
            throw Fault.denied("Permission denied: a comment is deleted by who wrote it or who may change the report");
        }
        transactions.inTransaction(() -> store.delete(seen.comment()));
    }

    public boolean mayDelete(Caller caller, View view, DiscussionComment comment) {
        return isAuthor(caller, comment) || views.editable(caller, view);
    }

    public static boolean isAuthor(Caller caller, DiscussionComment comment) {
        return caller instanceof Caller.SignedIn person
                && (comment.author().equals(person.userId()) || comment.author().equals(person.author()));
    }

    private record Seen(DiscussionComment comment, View view) {}

    private Seen seen(Caller caller, CommentId id) {
        caller.requireSignedIn();
        DiscussionComment comment = store.comment(id).orElseThrow(Discussions::noComment);
        DiscussionThread thread = store.thread(comment.thread()).orElseThrow(Discussions::noComment);
        return new Seen(comment, views.find(caller, thread.view()).orElseThrow(Discussions::noComment));
    }

    private View report(Caller caller, ViewId id) {
        View view = views.find(caller, id).orElseThrow(() -> Fault.notFound("No such view"));
        if (!view.isReport()) {
            throw Fault.invalid("Comments are made on reports, not on workspaces or drafts");
        }
        return view;
    }

    private static String checked(String body) {
        if (body == null || body.isBlank()) {
            throw Fault.invalid("A comment says something");
        }
        if (body.length() > LONGEST_BODY) {
            throw Fault.tooLarge("A comment may have up to " + LONGEST_BODY + " characters");
        }
        return body.strip();
    }

    private static Fault noThread() {
        return Fault.notFound("No such thread of comments");
    }

    private static Fault noComment() {
        return Fault.notFound("No such comment");
    }
}
