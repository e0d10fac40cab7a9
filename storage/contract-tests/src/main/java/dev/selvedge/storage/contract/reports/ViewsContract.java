package dev.selvedge.storage.contract.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.BuiltInRoles;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.UpsertView;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewEditorStore;
import dev.selvedge.domain.reports.ViewEditors;
import dev.selvedge.domain.reports.ViewEdits;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewLeftovers;
import dev.selvedge.domain.reports.ViewMarkStore;
import dev.selvedge.domain.reports.ViewMarks;
import dev.selvedge.domain.reports.ViewReach;
import dev.selvedge.domain.reports.ViewSharing;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.domain.reports.ViewToken;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores that are empty before each test. */
public abstract class ViewsContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00.123456Z"), ZoneOffset.UTC);

    private Views views;
    private ViewEdits edits;
    private ViewSharing sharing;
    private ViewEditors editors;
    private Access access;
    private Projects rooms;
    private Entity team;
    private Caller ada;
    private Caller bob;
    private Caller viewer;
    private Caller admin;
    private Caller stranger;

    protected abstract ViewStore store();

    protected abstract ViewEditorStore invitations();

    protected abstract ViewMarkStore marks();

    protected abstract UserStore users();

    protected abstract EntityStore entities();

    protected abstract ProjectStore projects();

    protected abstract Transactions transactions();

    @BeforeEach
    void peopleAndAProject() {
        access = new Access(entities(), projects(), new BuiltInRoles());
        rooms = new Projects(
                projects(),
                entities(),
                users(),
                new Spaces(entities(), true),
                invitations(),
                access,
                transactions(),
                CLOCK);
        ViewReach reach = new ViewReach(invitations(), rooms, access);
        views = new Views(store(), reach, access);
        editors = new ViewEditors(invitations(), views, reach, users(), access, transactions(), CLOCK);
        ViewLeftovers leftovers = view -> {
            invitations().removeAll(view);
            marks().removeAll(view);
        };
        edits = new ViewEdits(store(), leftovers, views, rooms, access, transactions(), CLOCK);
        sharing = new ViewSharing(store(), views, reach, access, CLOCK);
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
        bob = person("bob", "member");
        viewer = person("vera", "viewer");
        admin = person("root", "admin");
        stranger = person("sam", null);
        project("p", ProjectAccess.PRIVATE);
        project("q", ProjectAccess.PRIVATE);
    }

    private Caller person(String name, String role) {
        User user = users().insert(new NewUser(name, name, null, User.Kind.MEMBER, false, null, CLOCK.instant()));
        if (role != null) {
            entities().putMember(team.id(), user.id(), role, CLOCK.instant());
        }
        return new Caller.SignedIn(user.id(), name, false);
    }

    private Project project(String name, ProjectAccess access) {
        return projects().insert(new NewProject(team.id(), name, access, null, ProjectAbout.NOTHING, CLOCK.instant()));
    }

    @Test
    void aViewIsReadBackWithItsSpecAsItCame() {
        String spec = "{ \"section\" : [NaN, 1.0],\n\"ü\":\"" + "x".repeat(100_000) + "\"}";
        ViewEdits.Upserted made = edits.upsert(
                ada, new UpsertView(null, "team", "p", "runs", "abc", "Title", "about", "WANDB_SDK", spec, null, null));
        assertThat(made.inserted()).isTrue();
        View view = made.view();
        assertThat(views.find(viewer, view.id())).contains(view);
        assertThat(view.displayName()).isEqualTo("Title");
        assertThat(view.createdAt()).isEqualTo(CLOCK.instant());
        assertThat(views.specs(List.of(view.id()))).containsEntry(view.id(), spec);
        assertThat(ViewId.parse(view.id().global().replace("=", ""))).isEqualTo(view.id());
    }

    @Test
    void nullLeavesAThingAsItIsAndAViewIsFoundByItsName() {
        View view = upsert(ada, View.WORKSPACE, "nw-abc-v", "{\"a\":1}").view();
        ViewEdits.Upserted renamed = edits.upsert(
                bob, new UpsertView(view.id(), null, null, null, null, "New", null, null, null, null, null));
        assertThat(renamed.inserted()).isFalse();
        assertThat(renamed.view().name()).isEqualTo("nw-abc-v");
        assertThat(renamed.view().user()).isEqualTo(view.user());
        assertThat(views.specs(List.of(view.id()))).containsEntry(view.id(), "{\"a\":1}");
        ViewEdits.Upserted again = upsert(bob, View.WORKSPACE, "nw-abc-v", "{\"a\":2}");
        assertThat(again.inserted()).isFalse();
        assertThat(again.view().id()).isEqualTo(view.id());
        assertThat(views.specs(List.of(view.id()))).containsEntry(view.id(), "{\"a\":2}");
    }

    @Test
    void aPersonalWorkspaceIsWrittenByItsPersonAlone() {
        View own = upsert(viewer, View.WORKSPACE, "nw-vera-w", "{}").view();
        assertThat(upsert(viewer, View.WORKSPACE, "nw-vera-w", "{\"b\":1}").inserted())
                .isFalse();
        assertThat(views.find(ada, own.id())).isPresent();
        refuses(Fault.Code.DENIED, () -> upsert(ada, View.WORKSPACE, "nw-vera-w", "{}"));
        refuses(Fault.Code.DENIED, () -> upsert(admin, View.WORKSPACE, "nw-vera-w", "{}"));
        refuses(Fault.Code.DENIED, () -> upsert(ada, View.WORKSPACE, "nw-bob-w", "{}"));
        View saved = upsert(ada, View.WORKSPACE, "nw-abc-v", "{}").view();
        refuses(
                Fault.Code.DENIED,
                () -> edits.upsert(
                        ada,
                        new UpsertView(saved.id(), null, null, null, "nw-bob-w", null, null, null, null, null, null)));
        refuses(Fault.Code.DENIED, () -> edits.delete(ada, own.id(), false));
        assertThat(edits.delete(viewer, own.id(), false).success()).isTrue();
    }

    @Test
    void viewersAndStrangersWriteNothing() {
        refuses(Fault.Code.DENIED, () -> upsert(viewer, "runs", "r", "{}"));
        refuses(Fault.Code.NOT_FOUND, () -> upsert(stranger, "runs", "r", "{}"));
        refuses(Fault.Code.NOT_FOUND, () -> upsert(stranger, View.WORKSPACE, "nw-sam-w", "{}"));
        refuses(Fault.Code.UNAUTHENTICATED, () -> upsert(Caller.ANONYMOUS, "runs", "r", "{}"));
        View view = upsert(ada, "runs", "r", "{}").view();
        assertThat(views.find(stranger, view.id())).isEmpty();
        assertThat(views.find(Caller.ANONYMOUS, view.id())).isEmpty();
        refuses(Fault.Code.DENIED, () -> edits.delete(viewer, view.id(), false));
        refuses(Fault.Code.NOT_FOUND, () -> edits.delete(stranger, view.id(), false));
        assertThat(list(stranger, null, null, null)).isEmpty();
        assertThat(list(viewer, null, null, null)).containsExactly("r");
    }

    @Test
    void publicProjectsShowTheirReportsButNotTheirDrafts() {
        Project open = project("open", ProjectAccess.USER_READ);
        View report = edits.upsert(ada, wish("open", "runs", "r", "{}", null)).view();
        View draft = edits.upsert(ada, wish("open", View.DRAFT, "d", "{}", report.id()))
                .view();
        assertThat(views.find(Caller.ANONYMOUS, report.id())).isPresent();
        assertThat(views.find(Caller.ANONYMOUS, draft.id())).isEmpty();
        assertThat(views.find(bob, draft.id())).isPresent();
        assertThat(views.list(stranger, open.id(), null, null, null, null, null).items())
                .extracting(View::name)
                .containsExactly("r");
        assertThat(views.count(stranger, open.id(), null, null, null)).isOne();
        assertThat(views.count(bob, open.id(), null, null, null)).isEqualTo(2);
    }

    @Test
    void aLockedViewIsChangedByItsAuthorAndAdmins() {
        View view = upsert(ada, View.WORKSPACE, "nw-abc-v", "{}").view();
        edits.upsert(ada, locking(view, true));
        refuses(Fault.Code.DENIED, () -> upsert(bob, View.WORKSPACE, "nw-abc-v", "{}"));
        refuses(Fault.Code.DENIED, () -> edits.delete(bob, view.id(), false));
        upsert(ada, View.WORKSPACE, "nw-abc-v", "{}");
        edits.upsert(admin, locking(view, false));
        upsert(bob, View.WORKSPACE, "nw-abc-v", "{}");
    }

    private static UpsertView locking(View view, boolean locked) {
        return new UpsertView(view.id(), null, null, null, null, null, null, null, null, locked, null);
    }

    @Test
    void aReportWithDraftsGoesOnlyWithThem() {
        View report = upsert(ada, "runs", "r", "{}").view();
        View draft =
                edits.upsert(bob, wish("p", View.DRAFT, "d", "{}", report.id())).view();
        assertThat(draft.parent()).isEqualTo(report.id());
        assertThat(edits.delete(ada, report.id(), false)).isEqualTo(new ViewEdits.Deleted(false, true));
        assertThat(views.find(ada, report.id())).isPresent();
        assertThat(edits.delete(ada, report.id(), true)).isEqualTo(new ViewEdits.Deleted(true, false));
        assertThat(views.find(ada, report.id())).isEmpty();
        assertThat(views.find(bob, draft.id())).isEmpty();
    }

    @Test
    void draftsAreOfReportsInTheSameProject() {
        View elsewhere = edits.upsert(ada, wish("q", "runs", "r", "{}", null)).view();
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(ada, wish("p", View.DRAFT, "d", "{}", elsewhere.id())));
    }

    @Test
    void viewsAreListedByTypeNameAndPersonAndPaged() {
        upsert(ada, View.WORKSPACE, "nw-ada-w", "{}");
        upsert(bob, View.WORKSPACE, "nw-bob-w", "{}");
        upsert(bob, "runs", "r1", "{}");
        upsert(bob, "runs", "r2", "{}");
        assertThat(list(ada, View.WORKSPACE, null, null)).containsExactly("nw-bob-w", "nw-ada-w");
        assertThat(list(ada, View.WORKSPACE, "nw-ada-w", null)).containsExactly("nw-ada-w");
        assertThat(list(ada, null, null, "bob")).containsExactly("r2", "r1", "nw-bob-w");
        assertThat(list(ada, "other", null, null)).isEmpty();
        Project project = projects().find("team", "p").orElseThrow();
        List<String> paged = new ArrayList<>();
        String after = null;
        Page<View> page;
        do {
            page = views.list(ada, project.id(), null, null, null, 3, after);
            page.items().forEach(view -> paged.add(view.name()));
            after = page.endCursor();
        } while (page.hasNext());
        assertThat(paged).containsExactly("r2", "r1", "nw-bob-w", "nw-ada-w");
        refuses(Fault.Code.INVALID, () -> views.list(ada, project.id(), null, null, null, 3, "nonsense"));
    }

    @Test
    void linksOpenUntilTheyAreRevoked() {
        View view = upsert(ada, "runs", "r", "{}").view();
        refuses(Fault.Code.DENIED, () -> sharing.create(viewer, view.id(), List.of()));
        ViewToken token = sharing.create(bob, view.id(), List.of(new ViewReach.Shown("team", "q")));
        assertThat(token.projects()).hasSize(2);
        assertThat(sharing.tokens(ada, view)).containsExactly(token);
        assertThat(sharing.tokens(viewer, view)).isEmpty();
        Caller.Guest guest = sharing.guest(token.token()).orElseThrow();
        assertThat(guest.projects()).containsExactlyInAnyOrderElementsOf(token.projects());
        assertThat(views.find(guest, view.id())).contains(view);
        assertThat(views.list(guest, view.project(), null, null, null, null, null)
                        .items())
                .as("a link opens its own view only")
                .isEmpty();
        sharing.show(ada, token.token(), List.of());
        assertThat(sharing.tokens(ada, view).getFirst().projects()).hasSize(1);
        refuses(Fault.Code.NOT_FOUND, () -> sharing.revoke(stranger, token.token()));
        sharing.revoke(ada, token.token());
        assertThat(sharing.guest(token.token())).isEmpty();
        assertThat(sharing.guest("no such token")).isEmpty();
        assertThat(sharing.tokens(ada, view).getFirst().revokedAt()).isEqualTo(CLOCK.instant());
    }

    @Test
    void theAuthorAndAdminsInviteEditors() {
        View report = upsert(ada, "runs", "r", "{}").view();
        refuses(Fault.Code.NOT_FOUND, () -> invite(stranger, report));
        refuses(Fault.Code.DENIED, () -> invite(viewer, report));
        refuses(Fault.Code.DENIED, () -> invite(bob, report));
        refuses(Fault.Code.NOT_FOUND, () -> editors.invite(ada, report.id(), List.of("nobody"), List.of()));
        editors.invite(ada, report.id(), List.of("sam", "sam"), List.of());
        editors.invite(admin, report.id(), List.of("sam"), List.of(new ViewReach.Shown("team", "q")));
        assertThat(editors.of(ada, report))
                .singleElement()
                .satisfies(editor -> assertThat(editor.projects())
                        .as("the second invitation shows more")
                        .hasSize(2));
        assertThat(editors.of(stranger, report)).hasSize(1);
        assertThat(editors.of(viewer, report)).isEmpty();
        refuses(Fault.Code.DENIED, () -> invite(stranger, report));
        View workspace = upsert(ada, View.WORKSPACE, "nw-abc-v", "{}").view();
        refuses(Fault.Code.INVALID, () -> invite(ada, workspace));
    }

    @Test
    void anInvitedEditorEditsThatReportAndNothingElse() {
        View report = upsert(ada, "runs", "r", "{}").view();
        View other = upsert(ada, "runs", "other", "{}").view();
        invite(ada, report);
        assertThat(views.find(stranger, report.id())).contains(report);
        assertThat(views.editable(stranger, report)).isTrue();
        assertThat(views.find(stranger, other.id())).isEmpty();
        assertThat(list(stranger, null, null, null)).containsExactly("r");

        edits.upsert(stranger, changed(report, null, "{\"by\":\"sam\"}"));
        assertThat(views.specs(List.of(report.id()))).containsEntry(report.id(), "{\"by\":\"sam\"}");
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(stranger, wish("p", "runs", "new", "{}", null)));
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(stranger, changed(other, null, "{}")));
        assertThat(edits.upsert(stranger, changed(report, "another name", null))
                        .view()
                        .name())
                .as("kept, whatever a client makes up with each save")
                .isEqualTo("r");
        refuses(Fault.Code.DENIED, () -> edits.upsert(stranger, locking(report, true)));
        refuses(Fault.Code.DENIED, () -> edits.delete(stranger, report.id(), true));
        refuses(Fault.Code.NOT_FOUND, () -> sharing.create(stranger, report.id(), List.of()));
        edits.upsert(ada, locking(report, true));
        assertThat(views.editable(stranger, reread(report))).isFalse();
        refuses(Fault.Code.DENIED, () -> edits.upsert(stranger, changed(report, null, "{}")));
    }

    @Test
    void anInvitedEditorKeepsDraftsOfThatReport() {
        View report = upsert(ada, "runs", "r", "{}").view();
        View other = upsert(ada, "runs", "other", "{}").view();
        View foreign = edits.upsert(ada, wish("p", View.DRAFT, "of-ada", "{}", report.id()))
                .view();
        invite(ada, report);
        View draft = edits.upsert(stranger, wish("p", View.DRAFT, "d", "{}", report.id()))
                .view();
        edits.upsert(stranger, changed(draft, null, "{\"a\":1}"));
        assertThat(list(stranger, View.DRAFT, null, null)).containsExactly("d");
        assertThat(views.find(stranger, foreign.id())).isEmpty();
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(stranger, wish("p", View.DRAFT, "e", "{}", other.id())));
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(stranger, wish("q", View.DRAFT, "e", "{}", report.id())));
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(stranger, wish("p", View.DRAFT, "of-ada", "{}", report.id())));
        assertThat(edits.delete(stranger, draft.id(), false).success()).isTrue();
    }

    @Test
    void anInvitationOpensNoMoreThanALinkDoes() {
        View report = upsert(ada, "runs", "r", "{}").view();
        editors.invite(ada, report.id(), List.of("sam"), List.of(new ViewReach.Shown("team", "q")));
        for (Resource.Type type : Resource.Type.values()) {
            if (type.compareTo(Resource.Type.PROJECT) >= 0) {
                assertThat(access.allowed(stranger, Action.READ, new Resource.OfProject(type, report.project())))
                        .as("the person's own rights on " + type)
                        .isFalse();
            }
        }
        Caller.Guest shown = asEditor(report).orElseThrow();
        Caller.Guest byLink = sharing.guest(sharing.create(ada, report.id(), List.of(new ViewReach.Shown("team", "q")))
                        .token())
                .orElseThrow();
        assertThat(shown).isEqualTo(byLink);
        assertThat(views.shown(stranger, report)).containsExactlyInAnyOrderElementsOf(shown.projects());
        assertThat(views.shown(viewer, report)).as("sees it anyhow").isEmpty();
        assertThat(views.asEditor((Caller.SignedIn) bob, report.id())).isEmpty();
        assertThat(rooms.list(stranger, "team", 10, null).items())
                .as("a script that saves the report looks its project up")
                .extracting(Project::name)
                .containsExactly("p");
    }

    @Test
    void aRemovedEditorAndThoseOfADeletedReportSeeNothing() {
        View report = upsert(ada, "runs", "r", "{}").view();
        invite(ada, report);
        editors.remove(ada, report.id(), List.of("sam"));
        refuses(Fault.Code.NOT_FOUND, () -> editors.remove(ada, report.id(), List.of("sam")));
        seesNothing(report);
        invite(ada, report);
        editors.remove(stranger, report.id(), List.of("sam"));
        seesNothing(report);
        invite(ada, report);
        edits.delete(ada, report.id(), true);
        seesNothing(report);
    }

    @Test
    void aTeamThatLetsNoReportsOutHasNoInvitedEditors() {
        View report = upsert(ada, "runs", "r", "{}").view();
        invite(ada, report);
        entities().save(team.withSettings("PRIVATE", true, false, null));
        seesNothing(report);
        refuses(Fault.Code.DENIED, () -> invite(ada, report));
        entities().save(team);
        assertThat(views.find(stranger, report.id())).isPresent();
    }

    @Test
    void editorsWhoMayWriteAnywayAreBoundByNothingNew() {
        View report = upsert(ada, "runs", "r", "{}").view();
        editors.invite(ada, report.id(), List.of("ada", "vera"), List.of());
        edits.upsert(ada, locking(report, true));
        edits.upsert(ada, changed(report, "renamed", "{}"));
        refuses(Fault.Code.DENIED, () -> edits.upsert(viewer, changed(report, null, "{}")));
        edits.upsert(ada, locking(report, false));
        edits.upsert(viewer, changed(report, null, "{\"by\":\"vera\"}"));
        assertThat(views.specs(List.of(report.id()))).containsEntry(report.id(), "{\"by\":\"vera\"}");
    }

    private void seesNothing(View report) {
        assertThat(views.find(stranger, report.id())).isEmpty();
        assertThat(asEditor(report)).isEmpty();
        assertThat(list(stranger, null, null, null)).isEmpty();
        assertThat(rooms.list(stranger, "team", 10, null).items()).isEmpty();
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(stranger, changed(report, null, "{}")));
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(stranger, wish("p", View.DRAFT, "late", "{}", report.id())));
    }

    private View invite(Caller by, View report) {
        return editors.invite(by, report.id(), List.of("sam"), List.of());
    }

    private Optional<Caller.Guest> asEditor(View report) {
        return views.asEditor((Caller.SignedIn) stranger, report.id());
    }

    private View reread(View view) {
        return store().find(view.id()).orElseThrow();
    }

    private static UpsertView changed(View view, String name, String spec) {
        return new UpsertView(view.id(), null, null, null, name, null, null, null, spec, null, null);
    }

    @Test
    void aPrivateTeamHasNoLinksForEverybody() {
        View view = upsert(ada, "runs", "r", "{}").view();
        entities().save(team.withSettings("PRIVATE", true, false, null));
        refuses(Fault.Code.DENIED, () -> sharing.create(ada, view.id(), List.of()));
    }

    @Test
    void starsAreOnesOwnAndCounted() {
        ViewMarks marks = new ViewMarks(marks(), views, CLOCK);
        View report = upsert(ada, "runs", "r", "{}").view();
        View other = upsert(ada, "runs", "s", "{}").view();
        List<ViewId> both = List.of(report.id(), other.id());
        marks.star(viewer, report.id());
        marks.star(viewer, report.id());
        marks.star(bob, report.id());
        assertThat(marks.starred(viewer, both)).containsExactly(report.id());
        assertThat(marks.starred(ada, both)).isEmpty();
        assertThat(marks.starred(Caller.ANONYMOUS, both)).isEmpty();
        assertThat(marks.stars(both)).isEqualTo(Map.of(report.id(), 2));
        marks.unstar(viewer, report.id());
        assertThat(marks.stars(both)).isEqualTo(Map.of(report.id(), 1));
        refuses(Fault.Code.NOT_FOUND, () -> marks.star(stranger, report.id()));
        refuses(Fault.Code.UNAUTHENTICATED, () -> marks.star(Caller.ANONYMOUS, report.id()));
        View workspace = upsert(ada, View.WORKSPACE, "nw-abc-v", "{}").view();
        refuses(Fault.Code.INVALID, () -> marks.star(ada, workspace.id()));
        edits.delete(ada, report.id(), false);
        assertThat(marks().stars(both)).as("gone with the report").isEmpty();
    }

    @Test
    void aVisitCountsAgainAfterHalfAnHour() {
        View report = upsert(ada, "runs", "r", "{}").view();
        List<ViewId> of = List.of(report.id());
        at("10:00").visit(viewer, report.id());
        at("10:29").visit(viewer, report.id());
        at("10:05").visit(bob, report.id());
        assertThat(marks().visits(of)).isEqualTo(Map.of(report.id(), 2));
        at("10:31").visit(viewer, report.id());
        assertThat(marks().visits(of)).isEqualTo(Map.of(report.id(), 3));
        refuses(Fault.Code.NOT_FOUND, () -> at("10:00").visit(stranger, report.id()));
        edits.delete(ada, report.id(), false);
        assertThat(marks().visits(of)).isEmpty();
    }

    private ViewMarks at(String time) {
        return new ViewMarks(marks(), views, Clock.fixed(Instant.parse("2026-03-01T" + time + ":00Z"), ZoneOffset.UTC));
    }

    @Test
    void nonsenseIsRefused() {
        refuses(Fault.Code.INVALID, () -> upsert(ada, "x".repeat(65), "r", "{}"));
        refuses(Fault.Code.INVALID, () -> upsert(ada, "no such type!", "r", "{}"));
        refuses(Fault.Code.INVALID, () -> upsert(ada, "runs", "x".repeat(256), "{}"));
        refuses(Fault.Code.NOT_FOUND, () -> edits.upsert(ada, wish("absent", "runs", "r", "{}", null)));
    }

    private ViewEdits.Upserted upsert(Caller caller, String type, String name, String spec) {
        return edits.upsert(caller, wish("p", type, name, spec, null));
    }

    private static UpsertView wish(String project, String type, String name, String spec, ViewId parent) {
        return new UpsertView(null, "team", project, type, name, null, null, null, spec, null, parent);
    }

    private List<String> list(Caller caller, String type, String name, String username) {
        Project project = projects().find("team", "p").orElseThrow();
        return views.list(caller, project.id(), type, name, username, null, null).items().stream()
                .map(View::name)
                .toList();
    }

    private static void refuses(Fault.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
