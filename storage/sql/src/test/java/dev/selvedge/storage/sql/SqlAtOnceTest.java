package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.AutomationScopes;
import dev.selvedge.domain.automations.Automations;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.automations.Subscriptions;
import dev.selvedge.domain.automations.alerts.AlertChoices;
import dev.selvedge.domain.automations.alerts.AlertSettings;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.BuiltInRoles;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.CallerCache;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.PasswordHasher;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Privacy;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.SecretHasher;
import dev.selvedge.domain.people.Sessions;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.TeamSettings;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.reports.UpsertView;
import dev.selvedge.domain.reports.ViewEdits;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewReach;
import dev.selvedge.domain.reports.Views;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunEdits;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.sweeps.AgentId;
import dev.selvedge.domain.sweeps.SweepId;
import dev.selvedge.domain.sweeps.Trial;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Signals;
import dev.selvedge.storage.sql.automations.SqlAlertStore;
import dev.selvedge.storage.sql.automations.SqlAutomationStore;
import dev.selvedge.storage.sql.automations.SqlIntegrationStore;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.people.SqlUserStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import dev.selvedge.storage.sql.reports.SqlViewEditorStore;
import dev.selvedge.storage.sql.reports.SqlViewStore;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import dev.selvedge.storage.sql.sweeps.SqlSweepStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who change one thing at the same moment, where what one of them wants must not undo what the other one did. */
abstract class SqlAtOnceTest {

    private static final int WRITERS = 8;
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ProjectId ANYWHERE = new ProjectId(7);

    private final Clock clock = Clock.systemUTC();
    private final Database database;
    private final SqlUserStore users;
    private final SqlEntityStore entities;
    private final SqlProjectStore projects;
    private final SqlRunStore runs;
    private final Access access;
    private final People people;
    private final Teams teams;
    private final TeamSettings settings;
    private final SignUp signUp;
    private final Projects rooms;
    private final ViewEdits views;
    private final SqlViewStore viewStore;
    private final RunEdits runEdits;
    private User ada;
    private User bob;
    private Entity team;

    SqlAtOnceTest(TestBackend backend) {
        database = backend.open();
        users = new SqlUserStore(database);
        entities = new SqlEntityStore(database);
        projects = new SqlProjectStore(database);
        runs = new SqlRunStore(database);
        BuiltInRoles roles = new BuiltInRoles();
        access = new Access(entities, projects, roles);
        people = new People(
                users, entities, projects, access, NO_PASSWORDS, new CallerCache(), database.transactions(), clock);
        Organizations organizations =
                new Organizations(entities, users, projects, access, roles, made -> {}, database.transactions(), clock);
        signUp = signUp(organizations);
        teams = new Teams(entities, users, projects, organizations, access, roles, database.transactions(), clock);
        settings = new TeamSettings(entities, access, new Privacy(entities), database.transactions());
        SqlViewEditorStore editors = new SqlViewEditorStore(database);
        rooms = new Projects(
                projects, entities, users, new Spaces(entities, true), editors, access, database.transactions(), clock);
        viewStore = new SqlViewStore(database);
        views = new ViewEdits(
                viewStore,
                view -> {},
                new Views(viewStore, new ViewReach(editors, rooms, access), access),
                rooms,
                access,
                database.transactions(),
                clock);
        runEdits = new RunEdits(
                runs, new Everywhere(), (caller, gone) -> {}, (before, after) -> {}, database.transactions(), clock);
    }

    private SignUp signUp(Organizations organizations) {
        Sessions sessions = new Sessions(
                users,
                NO_PASSWORDS,
                new SecretHasher(new byte[32]),
                null,
                new CallerCache(),
                null,
                clock,
                Duration.ofDays(1));
        return new SignUp(
                people, users, entities, organizations, sessions, access, database.transactions(), clock, true);
    }

    @BeforeEach
    void aTeamWithTwoAdmins() {
        ada = users.insert(new NewUser("ada", "ada", null, User.Kind.MEMBER, true, null, NOW));
        bob = users.insert(new NewUser("bob", "bob", null, User.Kind.MEMBER, true, null, NOW));
        team = entities.insert(new NewEntity(
                "team",
                Entity.Kind.TEAM,
                null,
                entities.insertOrganization("org", "org-org", true, NOW).id(),
                NOW));
        entities.putMember(team.id(), ada.id(), Role.ADMIN.name(), NOW);
        entities.putMember(team.id(), bob.id(), Role.ADMIN.name(), NOW);
    }

    @Test
    void anAdministratorsRightThatIsTakenAwayStaysAwayWhenTheNameChangesMeanwhile() {
        meanwhile(
                () -> users.save(bob.withAdmin(false)),
                () -> people.update(
                        Caller.SYSTEM, bob.id(), new People.Change(null, "Bob", null, null, null, null, null)));
        User after = users.find(bob.id()).orElseThrow();
        assertThat(after.admin()).isFalse();
        assertThat(after.name()).isEqualTo("Bob");
    }

    @Test
    void theNameOfAUserWhoIsDeletedMeanwhileIsFree() {
        meanwhile(
                () -> users.delete(bob.id(), NOW),
                () -> refused(() -> people.update(
                        Caller.SYSTEM, bob.id(), new People.Change(null, "Bob", null, null, null, null, null))));
        assertThat(users.findByUsername("bob")).isEmpty();
    }

    @Test
    void ofThoseWhoSignUpFirstAtTheSameMomentOneAdministersTheInstallation() {
        List.of(ada, bob).forEach(each -> users.delete(each.id(), NOW));
        assertThat(signUp.needsSetup()).isTrue();
        atOnce(WRITERS, i -> signUp.signUp("person" + i, null, "person" + i + "@example.org", "long enough " + i));
        assertThat(users.countPeople()).isEqualTo(WRITERS);
        assertThat(users.search(null, 100, null).items())
                .filteredOn(User::admin)
                .hasSize(1);
    }

    @Test
    void peopleWhoseAddressesBeginAlikeAreMadeAtOnceUnderNamesOfTheirOwn() {
        atOnce(4, i -> signUp.createFor(adas(), "kim@team" + i + ".example.org", false));
        assertThat(users.search("kim", 100, null).items()).hasSize(4);
        assertThatThrownBy(() -> signUp.createFor(adas(), "kim@team0.example.org", false))
                .hasMessageContaining("with the address");
    }

    @Test
    void oneOfTheLastTwoAdminsOfATeamStays() {
        AtomicInteger refused = new AtomicInteger();
        List<User> admins = List.of(ada, bob);
        atOnce(2, i -> {
            try {
                teams.removeMember(adas(), "team", admins.get(i).id());
            } catch (Fault lastOne) {
                assertThat(lastOne).hasMessageContaining("last admin");
                refused.incrementAndGet();
            }
        });
        assertThat(refused).hasValue(1);
        assertThat(entities.members(team.id())).hasSize(1);
    }

    @Test
    void settingsOfATeamThatChangeAtOnceAllHold() {
        meanwhile(
                () -> entities.save(team.withSettings("PRIVATE", true, true, null)),
                () -> settings.change(
                        Caller.SYSTEM,
                        "team",
                        new TeamSettings.Wish(null, null, null, null, true, null, null, null, null)));
        Entity after = entities.find(team.id()).orElseThrow();
        assertThat(after.privateOnly()).isTrue();
        assertThat(after.policy().hidden()).isTrue();
    }

    @Test
    void whatIsSaidOfAProjectAtOnceAllHolds() {
        Project project =
                rooms.upsert(adas(), null, "team", "p", said("first", null)).project();
        meanwhile(
                () -> rooms.upsert(adas(), project.id(), null, "renamed", said("second", null)),
                () -> rooms.upsert(adas(), project.id(), null, null, said(null, "https://example.org")));
        Project after = projects.find(project.id()).orElseThrow();
        assertThat(after.name()).isEqualTo("renamed");
        assertThat(after.about().description()).isEqualTo("second");
        assertThat(after.about().repo()).isEqualTo("https://example.org");
    }

    @Test
    void theNameOfAProjectThatIsDeletedMeanwhileIsFree() {
        Project project =
                rooms.upsert(adas(), null, "team", "p", said("first", null)).project();
        meanwhile(
                () -> projects.delete(project.id(), NOW),
                () -> refused(() -> rooms.upsert(adas(), project.id(), null, null, said("second", null))));
        assertThat(rooms.upsert(adas(), null, "team", "p", Projects.Wish.NOTHING)
                        .inserted())
                .isTrue();
    }

    @Test
    void aViewThatManyPagesMakeAtOnceIsMadeOnce() {
        rooms.upsert(adas(), null, "team", "p", Projects.Wish.NOTHING);
        List<ViewId> made = java.util.Collections.synchronizedList(new ArrayList<>());
        AtomicInteger inserted = new AtomicInteger();
        atOnce(WRITERS, i -> {
            ViewEdits.Upserted upserted = views.upsert(adas(), view(null, "w", "Title " + i));
            made.add(upserted.view().id());
            inserted.addAndGet(upserted.inserted() ? 1 : 0);
        });
        assertThat(made).hasSize(WRITERS).containsOnly(made.getFirst());
        assertThat(inserted).hasValue(1);
    }

    @Test
    void aViewKeepsItsTitleWhenItsLockChangesMeanwhile() {
        rooms.upsert(adas(), null, "team", "p", Projects.Wish.NOTHING);
        ViewId id = views.upsert(adas(), view(null, "w", "old")).view().id();
        meanwhile(
                () -> views.upsert(adas(), view(id, null, "new")),
                () -> views.upsert(
                        adas(), new UpsertView(id, null, null, null, null, null, null, null, null, true, null)));
        assertThat(viewStore.find(id).orElseThrow().displayName()).isEqualTo("new");
        assertThat(viewStore.find(id).orElseThrow().locked()).isTrue();
    }

    @Test
    void alertsThatAreChosenAtOnceAllHold() {
        SqlAlertStore alerts = new SqlAlertStore(database);
        AlertChoices choices =
                new AlertChoices(alerts, new SqlIntegrationStore(database), entities, access, database.transactions());
        meanwhile(
                () -> choices.choose(adas(), "team", new AlertChoices.Wish(true, null, null, null, null, false)),
                () -> choices.choose(adas(), "team", new AlertChoices.Wish(null, true, null, null, null, false)));
        AlertSettings after = alerts.settings(team.id()).orElseThrow();
        assertThat(after.finished()).isTrue();
        assertThat(after.crashed()).isTrue();
    }

    @Test
    void anAutomationThatIsRenamedIsStillSwitchedOffMeanwhile() {
        SqlAutomationStore store = new SqlAutomationStore(database);
        Automations automations = new Automations(
                store,
                new AllScopes(),
                null,
                null,
                new Subscriptions(store, System::nanoTime, true, new NoSignals()),
                database.transactions(),
                clock);
        AutomationId id = store.insert(new Automation(
                        null,
                        "old",
                        null,
                        true,
                        new Scope(Scope.Type.PROJECT, 7, team.id(), ANYWHERE),
                        EventType.LINK_MODEL,
                        "{}",
                        new AutomationAction.NoOp(),
                        ada.id(),
                        NOW,
                        null,
                        null))
                .id();
        meanwhile(
                () -> automations.update(adas(), id, automation(null, false)),
                () -> automations.update(adas(), id, automation("new", null)));
        Automation after = store.find(id).orElseThrow();
        assertThat(after.name()).isEqualTo("new");
        assertThat(after.enabled()).isFalse();
    }

    private static Automations.Wish automation(String name, Boolean enabled) {
        return new Automations.Wish(name, null, enabled, null, null, null, null, null);
    }

    @Test
    void aRunOfASweepIsOfferedAgainAfterItsTrialWasClosed() {
        SqlSweepStore sweeps = new SqlSweepStore(database);
        SweepId sweep = new SweepId(5);
        sweeps.offer(new Trial(sweep, "r", new AgentId(1), 1, true, true, NOW));
        sweeps.save(new Trial(sweep, "r", new AgentId(1), 1, true, false, NOW));
        Trial again = new Trial(sweep, "r", new AgentId(2), 1, false, true, NOW.plusSeconds(1));
        sweeps.offer(again);
        assertThat(sweeps.openTrials(sweep)).containsExactly(again);
    }

    @Test
    void tagsThatManyGiveARunAtOnceAllStay() {
        RunId run = run(ANYWHERE, "r");
        atOnce(
                WRITERS,
                i -> runEdits.tag(adas(), ANYWHERE, List.of(run), List.of("tag" + i, "same"), List.of("absent")));
        assertThat(runs.find(run).orElseThrow().tags()).hasSize(WRITERS + 1).contains("same", "tag0");
    }

    @Test
    void ofRunsOfOneNameThatAreMovedToOneProjectAtOnceTheFirstIsThere() {
        ProjectId to = new ProjectId(100);
        AtomicInteger moved = new AtomicInteger();
        atOnce(WRITERS, i -> {
            ProjectId from = new ProjectId(200 + i);
            RunId run = run(from, "r");
            try {
                runEdits.move(adas(), from, to, List.of(run));
                moved.incrementAndGet();
            } catch (Fault fault) {
                assertThat(fault.code()).isEqualTo(Fault.Code.INVALID);
            }
        });
        assertThat(moved).hasValue(1);
    }

    @Test
    void whoMeetsARowThatWasMadeMeanwhileLooksAgainAndFindsIt() {
        AtomicInteger looks = new AtomicInteger();
        String found = database.transactions().inTransaction(() -> {
            Optional<String> there = organization("new");
            if (looks.incrementAndGet() == 1) {
                assertThat(there).isEmpty();
                elsewhere(() -> insertOrganization("new"));
            }
            return there.orElseGet(() -> {
                insertOrganization("new");
                return "made twice";
            });
        });
        assertThat(found).isEqualTo("new");
        assertThat(looks).hasValue(2);
    }

    @Test
    void whatIsThereHoweverOftenOneLooksIsAConflictAndNoInternalError() {
        assertThatThrownBy(() -> database.transactions().inTransaction(() -> {
                    insertOrganization("twice");
                    insertOrganization("twice");
                }))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.CONFLICT));
        assertThat(organization("twice")).isEmpty();
    }

    /** The columns hold years of four digits; filters and cursors may name any. */
    @Test
    void timesBeyondWhatIsKeptAreComparedAllTheSame() {
        var selected = database.sql().select(ORGANIZATION.NAME).from(ORGANIZATION);
        for (Instant late : List.of(Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
            assertThat(selected.where(ORGANIZATION.CREATED_AT.lt(late)).fetch(ORGANIZATION.NAME))
                    .contains("org");
        }
        for (Instant early : List.of(Instant.MIN, Instant.parse("-0001-01-01T00:00:00Z"))) {
            assertThat(database.sql().fetchCount(ORGANIZATION, ORGANIZATION.CREATED_AT.gt(early)))
                    .isOne();
        }
    }

    private static final PasswordHasher NO_PASSWORDS = new PasswordHasher() {
        @Override
        public String hash(String password) {
            return password;
        }

        @Override
        public boolean matches(String password, String hash) {
            return password.equals(hash);
        }
    };

    private static final class NoSignals implements Signals {
        @Override
        public void send(String topic, String word) {
            // nobody listens
        }

        @Override
        public void listen(String topic, Consumer<String> listener) {
            // nobody sends
        }
    }

    private static final class AllScopes implements AutomationScopes {
        @Override
        public Optional<Scope> find(Caller caller, Scope.Type type, String globalId) {
            return Optional.empty();
        }

        @Override
        public Optional<EntityId> entity(Caller caller, String name) {
            return Optional.empty();
        }

        @Override
        public boolean mayRead(Caller caller, Scope scope) {
            return true;
        }

        @Override
        public boolean mayHear(UserId person, ProjectId project, EventType event) {
            return true;
        }

        @Override
        public boolean mayWrite(UserId person, Scope scope) {
            return true;
        }

        @Override
        public boolean mayUse(UserId person, EntityId receivers) {
            return true;
        }

        @Override
        public Optional<ProjectId> firstProject(Caller caller, EntityId entity) {
            return Optional.empty();
        }

        @Override
        public void require(Caller caller, Action action, Scope scope) {
            // every one may do everything
        }
    }

    /** Every project may be written. */
    private static final class Everywhere implements RunProjects {
        @Override
        public ProjectId openForRuns(Caller caller, String entity, String project) {
            return ANYWHERE;
        }

        @Override
        public Optional<ProjectId> find(Caller caller, String entity, String project) {
            return Optional.of(ANYWHERE);
        }

        @Override
        public boolean mayRead(Caller caller, ProjectId project) {
            return true;
        }

        @Override
        public boolean mayWrite(Caller caller, ProjectId project) {
            return true;
        }

        @Override
        public void require(Caller caller, Action action, ProjectId project) {
            // every one may do everything
        }
    }

    private Caller adas() {
        return new Caller.SignedIn(ada.id(), ada.username(), true);
    }

    private static Projects.Wish said(String description, String repo) {
        return new Projects.Wish(null, description, null, null, repo, null, null, null, null);
    }

    private static UpsertView view(ViewId id, String name, String title) {
        return new UpsertView(id, "team", "p", "runs", name, title, null, null, "{}", null, null);
    }

    private RunId run(ProjectId project, String name) {
        return runs.insert(new NewRun(
                        project,
                        name,
                        1,
                        ada.id(),
                        new RunAbout(name, null, null, null, null, null, null, null, null, null),
                        List.of(),
                        RunState.FINISHED,
                        new RunDocuments("{}", "{}", null),
                        new HistoryId(1),
                        RunCounts.NONE,
                        null,
                        NOW))
                .id();
    }

    private Optional<String> organization(String name) {
        return database.sql()
                .select(ORGANIZATION.NAME)
                .from(ORGANIZATION)
                .where(ORGANIZATION.NAME.eq(name))
                .fetchOptional(ORGANIZATION.NAME);
    }

    private void insertOrganization(String name) {
        database.sql()
                .insertInto(ORGANIZATION)
                .set(ORGANIZATION.NAME, name)
                .set(ORGANIZATION.IS_DEFAULT, false)
                .set(ORGANIZATION.CREATED_AT, NOW)
                .execute();
    }

    private static void refused(Runnable work) {
        assertThatThrownBy(work::run).isInstanceOf(Fault.class);
    }

    /** {@code other} begins when {@code one} has changed what it wants and before that is committed. */
    private void meanwhile(Runnable one, Runnable other) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        database.transactions().inTransaction(() -> {
            one.run();
            Thread.ofVirtual().start(() -> end(done, other));
            sleep(Duration.ofMillis(400));
        });
        done.join();
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> end(done, work));
        done.join();
    }

    private static void end(CompletableFuture<Void> done, Runnable work) {
        try {
            work.run();
            done.complete(null);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private static void atOnce(int many, IntConsumer work) {
        CyclicBarrier start = new CyclicBarrier(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                all.add(CompletableFuture.runAsync(
                        () -> {
                            await(start);
                            work.accept(number);
                        },
                        threads));
            }
            all.forEach(CompletableFuture::join);
        }
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
