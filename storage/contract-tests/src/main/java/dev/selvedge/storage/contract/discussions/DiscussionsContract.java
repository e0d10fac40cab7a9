package dev.selvedge.storage.contract.discussions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.discussions.CommentId;
import dev.selvedge.domain.discussions.DiscussionComment;
import dev.selvedge.domain.discussions.DiscussionStore;
import dev.selvedge.domain.discussions.DiscussionThread;
import dev.selvedge.domain.discussions.Discussions;
import dev.selvedge.domain.discussions.Mention;
import dev.selvedge.domain.discussions.ThreadId;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.BuiltInRoles;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.UpsertView;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewEditorStore;
import dev.selvedge.domain.reports.ViewEditors;
import dev.selvedge.domain.reports.ViewEdits;
import dev.selvedge.domain.reports.ViewReach;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores that are empty before each test. */
public abstract class DiscussionsContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00.123456Z"), ZoneOffset.UTC);

    private final List<Mention> told = new ArrayList<>();

    private Discussions discussions;
    private Views seen;
    private ViewEdits edits;
    private ViewSharing sharing;
    private Entity team;
    private Caller ada;
    private Caller bob;
    private Caller viewer;
    private Caller admin;
    private Caller stranger;
    private Caller invited;
    private View report;

    protected abstract DiscussionStore store();

    protected abstract ViewStore views();

    protected abstract ViewEditorStore invitations();

    protected abstract UserStore users();

    protected abstract EntityStore entities();

    protected abstract ProjectStore projects();

    protected abstract Transactions transactions();

    @BeforeEach
    void aReportOfATeam() {
        Access access = new Access(entities(), projects(), new BuiltInRoles());
        Projects rooms = new Projects(
                projects(),
                entities(),
                users(),
                new Spaces(entities(), true),
                invitations(),
                access,
                transactions(),
                CLOCK);
        ViewReach reach = new ViewReach(invitations(), rooms, access);
        seen = new Views(views(), reach, access);
        edits = new ViewEdits(views(), store(), seen, rooms, access, transactions(), CLOCK);
        sharing = new ViewSharing(views(), seen, reach, access, CLOCK);
        discussions = new Discussions(
                store(), seen, users(), (mention, project, at) -> told.add(mention), transactions(), CLOCK);
        team = entities()
                .insert(new NewEntity(
                        "team",
                        Entity.Kind.TEAM,
                        null,
                        entities()
                                .insertOrganization("org", "org-org", true, CLOCK.instant())
                                .id(),
                        CLOCK.instant()));
        ada = person("ada", "member");
        bob = person("bob.b", "member");
        viewer = person("vera", "viewer");
        admin = person("root", "admin");
        stranger = person("sam", null);
        invited = person("ines", null);
        projects()
                .insert(new NewProject(
                        team.id(), "p", ProjectAccess.PRIVATE, null, ProjectAbout.NOTHING, CLOCK.instant()));
        report = view(View.REPORT, "r");
        new ViewEditors(invitations(), seen, reach, users(), access, transactions(), CLOCK)
                .invite(ada, report.id(), List.of("ines"), List.of());
    }

    private Caller person(String name, String role) {
        User user = users().insert(new NewUser(name, name, null, User.Kind.MEMBER, false, null, CLOCK.instant()));
        if (role != null) {
            entities().putMember(team.id(), user.id(), role, CLOCK.instant());
        }
        return new Caller.SignedIn(user.id(), name, false);
    }

    private View view(String type, String name) {
        return edits.upsert(ada, new UpsertView(null, "team", "p", type, name, null, null, null, "{}", null, null))
                .view();
    }

    @Test
    void threadsAreReadBackInTheirOrderPageByPage() {
        DiscussionThread first = discussions.begin(viewer, report.id(), "{\"block\":2}", " What is **this**? ü ");
        DiscussionThread second = discussions.begin(ada, report.id(), null, "Nice");
        DiscussionComment answer = discussions.reply(ada, first.id(), "A curve");
        assertThat(first.anchor()).isEqualTo("{\"block\":2}");
        assertThat(second.anchor()).isNull();
        assertThat(discussions.count(viewer, report)).isEqualTo(2);
        Page<DiscussionThread> page = discussions.threads(viewer, report, 1, null);
        assertThat(page.items()).containsExactly(first);
        assertThat(page.hasNext()).isTrue();
        assertThat(discussions.threads(viewer, report, 1, page.endCursor()).items())
                .containsExactly(second);
        refuses(Fault.Code.INVALID, () -> discussions.threads(viewer, report, 1, "nonsense"));
        List<DiscussionComment> comments =
                discussions.comments(List.of(first.id(), second.id())).get(first.id());
        assertThat(comments).extracting(DiscussionComment::body).containsExactly("What is **this**? ü", "A curve");
        assertThat(comments.getLast()).isEqualTo(answer);
        assertThat(answer.createdAt()).isEqualTo(CLOCK.instant());
    }

    /** Who may read, write, change another's and delete another's comment; who is refused is told as little as may be. */
    @Test
    void rightsFollowFromTheReport() {
        Caller guest = sharing.guest(sharing.create(ada, report.id(), List.of()).token())
                .orElseThrow();
        assertThat(may(viewer)).isEqualTo("read write");
        assertThat(may(bob)).isEqualTo("read write delete");
        assertThat(may(admin)).isEqualTo("read write delete");
        assertThat(may(invited)).isEqualTo("read write delete");
        assertThat(may(stranger)).isEmpty();
        assertThat(may(Caller.ANONYMOUS)).isEmpty();
        assertThat(may(guest)).as("whoever has a link").isEmpty();
        DiscussionThread thread = discussions.begin(viewer, report.id(), null, "mine");
        CommentId comment = only(thread).id();
        refuses(Fault.Code.NOT_FOUND, () -> discussions.reply(stranger, thread.id(), "x"));
        refuses(Fault.Code.NOT_FOUND, () -> discussions.delete(stranger, comment));
        refuses(Fault.Code.DENIED, () -> discussions.change(admin, comment, "x"));
        assertThat(discussions.change(viewer, comment, "changed").updatedAt()).isEqualTo(CLOCK.instant());
        discussions.delete(viewer, comment);
        refuses(Fault.Code.NOT_FOUND, () -> discussions.delete(viewer, comment));
    }

    private String may(Caller caller) {
        DiscussionThread thread = discussions.begin(ada, report.id(), null, "by ada");
        List<String> may = new ArrayList<>();
        // the report itself has to be found before anybody asks for its comments
        if (seen.find(caller, report.id()).isPresent() && discussions.count(caller, report) > 0) {
            assertThat(discussions.threads(caller, report, null, null).items()).contains(thread);
            may.add("read");
        }
        if (does(() -> discussions.reply(caller, thread.id(), "me too"))) {
            may.add("write");
        }
        if (does(() -> discussions.delete(
                caller,
                discussions
                        .comments(List.of(thread.id()))
                        .get(thread.id())
                        .getFirst()
                        .id()))) {
            may.add("delete");
        }
        return String.join(" ", may);
    }

    private static boolean does(Runnable call) {
        try {
            call.run();
            return true;
        } catch (Fault fault) {
            assertThat(fault.code()).isIn(Fault.Code.NOT_FOUND, Fault.Code.DENIED, Fault.Code.UNAUTHENTICATED);
            return false;
        }
    }

    private DiscussionComment only(DiscussionThread thread) {
        return discussions.comments(List.of(thread.id())).get(thread.id()).getFirst();
    }

    @Test
    void whoIsNamedAndMayReadIsToldOnce() {
        DiscussionThread thread = discussions.begin(
                ada, report.id(), null, "@vera and @bob.b: see @sam, @ada, @nobody and mail@vera or @ines.");
        assertThat(told).extracting(Mention::user).containsExactlyInAnyOrder(id(viewer), id(bob), id(invited));
        DiscussionComment comment = only(thread);
        assertThat(store().mention(told.getFirst().id())).contains(told.getFirst());
        discussions.change(ada, comment.id(), "@vera again, and @root");
        assertThat(told).hasSize(4);
        assertThat(told.getLast().user()).isEqualTo(id(admin));
    }

    private static UserId id(Caller caller) {
        return ((Caller.SignedIn) caller).userId();
    }

    @Test
    void aThreadGoesWithItsLastComment() {
        DiscussionThread thread = discussions.begin(ada, report.id(), null, "one, @vera");
        DiscussionComment second = discussions.reply(bob, thread.id(), "two");
        discussions.delete(ada, only(thread).id());
        assertThat(store().mention(told.getFirst().id())).isEmpty();
        assertThat(store().thread(thread.id())).contains(thread);
        discussions.delete(bob, second.id());
        assertThat(store().thread(thread.id())).isEmpty();
    }

    @Test
    void commentsGoWithTheirReport() {
        DiscussionThread thread = discussions.begin(ada, report.id(), null, "one, @vera");
        CommentId comment = only(thread).id();
        edits.delete(ada, report.id(), false);
        assertThat(store().thread(thread.id())).isEmpty();
        assertThat(store().comment(comment)).isEmpty();
        assertThat(store().mention(told.getFirst().id())).isEmpty();
        refuses(Fault.Code.NOT_FOUND, () -> discussions.delete(ada, comment));
    }

    @Test
    void nonsenseIsRefused() {
        View workspace = view(View.WORKSPACE, "nw-abc-v");
        refuses(Fault.Code.INVALID, () -> discussions.begin(ada, workspace.id(), null, "x"));
        refuses(Fault.Code.INVALID, () -> discussions.begin(ada, report.id(), null, "  "));
        refuses(Fault.Code.TOO_LARGE, () -> discussions.begin(ada, report.id(), null, "x".repeat(8_001)));
        refuses(Fault.Code.TOO_LARGE, () -> discussions.begin(ada, report.id(), "x".repeat(4_001), "x"));
        refuses(Fault.Code.NOT_FOUND, () -> discussions.reply(ada, new ThreadId(99), "x"));
        refuses(Fault.Code.NOT_FOUND, () -> discussions.change(ada, new CommentId(99), "x"));
    }

    private static void refuses(Fault.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
