package dev.selvedge.storage.sql.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.BuiltInRoles;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.ServiceAccounts;
import dev.selvedge.domain.people.TeamPolicy;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewEditor;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import dev.selvedge.storage.sql.reports.SqlViewEditorStore;
import dev.selvedge.storage.sql.reports.SqlViewStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Who may do what with what: each kind of resource by each kind of caller. The table below is written by hand and apart
 * from the rules, so a change of rights has to be made twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /**
     * Letters: read, create below, write, delete, manage. A project's rows are those of a team's private project. Who was
     * invited to edit a report in it stays a stranger to all else; its runs are read as a guest of that report.
     */
    private static final String MATRIX = """
            INSTANCE      anonymous      r
            INSTANCE      guest          r
            INSTANCE      stranger       r
            INSTANCE      invited        r
            INSTANCE      viewer         r
            INSTANCE      member         r
            INSTANCE      admin          r
            INSTANCE      instance-admin rcwdm
            ORGANIZATION  anonymous      -
            ORGANIZATION  guest          -
            ORGANIZATION  stranger       -
            ORGANIZATION  invited        -
            ORGANIZATION  viewer         r
            ORGANIZATION  member         rc
            ORGANIZATION  admin          rcwdm
            ORGANIZATION  instance-admin rcwdm
            ENTITY        anonymous      -
            ENTITY        guest          -
            ENTITY        stranger       -
            ENTITY        invited        -
            ENTITY        viewer         r
            ENTITY        member         rc
            ENTITY        admin          rcwdm
            ENTITY        instance-admin rcwdm
            USER          anonymous      -
            USER          guest          -
            USER          stranger       r
            USER          invited        r
            USER          viewer         r
            USER          member         r
            USER          admin          rcwdm
            USER          instance-admin rcwdm
            PROJECT       anonymous      -
            PROJECT       guest          -
            PROJECT       stranger       -
            PROJECT       invited        -
            PROJECT       viewer         r
            PROJECT       member         rcw
            PROJECT       admin          rcwdm
            PROJECT       instance-admin rcwdm
            RUN           anonymous      -
            RUN           guest          r
            RUN           stranger       -
            RUN           invited        -
            RUN           viewer         r
            RUN           member         rcwd
            RUN           admin          rcwdm
            RUN           instance-admin rcwdm
            ARTIFACT      anonymous      -
            ARTIFACT      guest          -
            ARTIFACT      stranger       -
            ARTIFACT      invited        -
            ARTIFACT      viewer         r
            ARTIFACT      member         rcwd
            ARTIFACT      admin          rcwdm
            ARTIFACT      instance-admin rcwdm
            SWEEP         anonymous      -
            SWEEP         guest          -
            SWEEP         stranger       -
            SWEEP         invited        -
            SWEEP         viewer         r
            SWEEP         member         rcwd
            SWEEP         admin          rcwdm
            SWEEP         instance-admin rcwdm
            REPORT        anonymous      -
            REPORT        guest          -
            REPORT        stranger       -
            REPORT        invited        -
            REPORT        viewer         r
            REPORT        member         rcwd
            REPORT        admin          rcwdm
            REPORT        instance-admin rcwdm
            QUEUE         anonymous      -
            QUEUE         guest          -
            QUEUE         stranger       -
            QUEUE         invited        -
            QUEUE         viewer         r
            QUEUE         member         rcwd
            QUEUE         admin          rcwdm
            QUEUE         instance-admin rcwdm
            ENTITY_AUTOMATION anonymous      -
            ENTITY_AUTOMATION guest          -
            ENTITY_AUTOMATION stranger       -
            ENTITY_AUTOMATION invited        -
            ENTITY_AUTOMATION viewer         r
            ENTITY_AUTOMATION member         rcwd
            ENTITY_AUTOMATION admin          rcwdm
            ENTITY_AUTOMATION instance-admin rcwdm
            INTEGRATION       anonymous      -
            INTEGRATION       guest          -
            INTEGRATION       stranger       -
            INTEGRATION       invited        -
            INTEGRATION       viewer         -
            INTEGRATION       member         r
            INTEGRATION       admin          rcwdm
            INTEGRATION       instance-admin rcwdm
            SECRET            anonymous      -
            SECRET            guest          -
            SECRET            stranger       -
            SECRET            invited        -
            SECRET            viewer         -
            SECRET            member         r
            SECRET            admin          rcwdm
            SECRET            instance-admin rcwdm
            ALERT_SETTINGS    anonymous      -
            ALERT_SETTINGS    guest          -
            ALERT_SETTINGS    stranger       -
            ALERT_SETTINGS    invited        -
            ALERT_SETTINGS    viewer         r
            ALERT_SETTINGS    member         r
            ALERT_SETTINGS    admin          rcwdm
            ALERT_SETTINGS    instance-admin rcwdm
            CUSTOM_CHART      anonymous      -
            CUSTOM_CHART      guest          -
            CUSTOM_CHART      stranger       -
            CUSTOM_CHART      invited        -
            CUSTOM_CHART      viewer         r
            CUSTOM_CHART      member         rcwd
            CUSTOM_CHART      admin          rcwdm
            CUSTOM_CHART      instance-admin rcwdm
            AUTOMATION        anonymous      -
            AUTOMATION        guest          -
            AUTOMATION        stranger       -
            AUTOMATION        invited        -
            AUTOMATION        viewer         r
            AUTOMATION        member         rcwd
            AUTOMATION        admin          rcwdm
            AUTOMATION        instance-admin rcwdm
            """;

    private static final List<String> CALLERS =
            List.of("anonymous", "guest", "stranger", "invited", "viewer", "member", "admin", "instance-admin");

    private final Database database = Database.inMemory("access");
    private final EntityStore entities = new SqlEntityStore(database);
    private final ProjectStore projects = new SqlProjectStore(database);
    private final Access access = new Access(entities, projects, new BuiltInRoles());

    private static final UserId STRANGER = new UserId(1);
    private static final UserId VIEWER = new UserId(2);
    private static final UserId MEMBER = new UserId(3);
    private static final UserId ADMIN = new UserId(4);
    private static final UserId ROOT = new UserId(5);
    private static final UserId CREATOR = new UserId(6);
    private static final UserId INVITED = new UserId(7);

    private Organization organization;
    private Entity team;
    private Project project;

    @BeforeAll
    void aTeamInAnOrganization() {
        organization = entities.insertOrganization("acme", "acme-org", false, NOW);
        team = entities.insert(new NewEntity("team", Entity.Kind.TEAM, null, organization.id(), NOW));
        entities.putMember(team.id(), VIEWER, "viewer", NOW);
        entities.putMember(team.id(), MEMBER, "member", NOW);
        entities.putMember(team.id(), ADMIN, "admin", NOW);
        project = aProject("p", ProjectAccess.PRIVATE);
        new SqlViewEditorStore(database).invite(new ViewEditor(aReport(), INVITED, List.of(project.id()), ADMIN, NOW));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void everyKindOfResourceHasARowForEveryCaller() {
        Set<String> rows = rows().keySet();
        for (Resource.Type type : Resource.Type.values()) {
            for (String caller : CALLERS) {
                assertThat(rows).contains(type + " " + caller);
            }
        }
        assertThat(Action.values()).as("letters of the table").hasSize("rcwdm".length());
    }

    @TestFactory
    Stream<DynamicTest> eachCallerMayDoWhatTheTableSaysAndNothingElse() {
        return rows().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    String[] key = row.getKey().split(" ");
                    Resource.Type type = Resource.Type.valueOf(key[0]);
                    assertThat(actions(caller(type, key[1]), resource(type))).isEqualTo(row.getValue());
                }));
    }

    @Test
    void publicProjectsAreReadByAllAndOpenOnesWrittenBySignedInPeople() {
        Project readable = aProject("readable", ProjectAccess.USER_READ);
        Project open = aProject("open", ProjectAccess.USER_WRITE);
        assertThat(may(Caller.ANONYMOUS, readable)).isEqualTo("r");
        assertThat(may(user(STRANGER), readable)).isEqualTo("r");
        assertThat(may(Caller.ANONYMOUS, open)).isEqualTo("r");
        for (Resource shared : List.of(
                Resource.run(open.id()),
                Resource.artifact(open.id()),
                Resource.sweep(open.id()),
                Resource.report(open.id()))) {
            assertThat(letters(actions(user(STRANGER), shared)))
                    .as(shared.type().name())
                    .isEqualTo("rcw");
        }
        for (Resource ours :
                List.of(Resource.project(open.id()), Resource.queue(open.id()), Resource.automation(open.id()))) {
            assertThat(letters(actions(user(STRANGER), ours)))
                    .as(ours.type().name())
                    .isEqualTo("r");
        }
        assertThat(may(user(VIEWER), open)).isEqualTo("rcw");
        assertThat(may(user(MEMBER), open)).isEqualTo("rcwd");
        assertThat(may(user(MEMBER), readable)).isEqualTo("rcwd");
    }

    @Test
    void aRestrictedProjectIsThereForAdminsAndThoseNamedInIt() {
        Project restricted = aProject("restricted", ProjectAccess.RESTRICTED);
        assertThat(may(user(MEMBER), restricted)).isEqualTo("-");
        assertThat(may(user(VIEWER), restricted)).isEqualTo("-");
        assertThat(may(user(ADMIN), restricted)).isEqualTo("rcwdm");
        projects.putUser(restricted.id(), STRANGER, "viewer");
        projects.putUser(restricted.id(), VIEWER, "member");
        assertThat(may(user(STRANGER), restricted)).isEqualTo("r");
        assertThat(may(user(VIEWER), restricted)).isEqualTo("rcwd");
    }

    @Test
    void membersOfAReadOnlyProjectLook() {
        Project readOnly = aProject("read-only", ProjectAccess.ENTITY_READ);
        assertThat(may(user(MEMBER), readOnly)).isEqualTo("r");
        assertThat(may(user(ADMIN), readOnly)).isEqualTo("rcwdm");
        assertThat(may(user(STRANGER), readOnly)).isEqualTo("-");
    }

    @Test
    void aRoleInTheProjectReplacesTheOneInTheTeam() {
        Project lowered = aProject("lowered", ProjectAccess.PRIVATE);
        projects.putUser(lowered.id(), MEMBER, "viewer");
        assertThat(may(user(MEMBER), lowered)).isEqualTo("r");
    }

    @Test
    void aTeamNamedInAProjectBringsItsMembersIn() {
        Entity other = entities.insert(new NewEntity("other", Entity.Kind.TEAM, null, organization.id(), NOW));
        UserId guest = new UserId(20);
        entities.putMember(other.id(), guest, "admin", NOW);
        Project shared = aProject("shared", ProjectAccess.PRIVATE);
        assertThat(may(user(guest), shared)).isEqualTo("-");
        projects.putTeam(shared.id(), other.id(), "viewer");
        assertThat(may(user(guest), shared)).isEqualTo("r");
    }

    @Test
    void creatorsAdministerTheirProjectWhileTheyAreMembers() {
        entities.putMember(team.id(), CREATOR, "member", NOW);
        assertThat(may(user(CREATOR), project)).isEqualTo("rcwdm");
        entities.removeMember(team.id(), CREATOR);
        assertThat(may(user(CREATOR), project)).isEqualTo("-");
    }

    @Test
    void aViewerOfTheOrganizationWritesInNoneOfItsTeams() {
        UserId seatless = new UserId(21);
        entities.putMember(organization.id(), seatless, "viewer", NOW);
        entities.putMember(team.id(), seatless, "admin", NOW);
        assertThat(may(user(seatless), project)).isEqualTo("r");
        projects.putUser(project.id(), seatless, "member");
        assertThat(may(user(seatless), project))
                .as("unless the project itself says so")
                .isEqualTo("rcwd");
        projects.removeUser(project.id(), seatless);
    }

    @Test
    void adminsOfTheOrganizationSetTeamsUpWithoutSeeingTheirWork() {
        UserId boss = new UserId(22);
        entities.putMember(organization.id(), boss, "admin", NOW);
        assertThat(letters(actions(user(boss), Resource.entity(team.id())))).isEqualTo("rcwdm");
        assertThat(may(user(boss), project)).isEqualTo("-");
    }

    @Test
    void aServiceAccountOfTheOrganizationIsAMemberOfEachTeamButNamedInNoRestrictedProject() {
        UserId service = new UserId(25);
        entities.putMember(organization.id(), service, ServiceAccounts.OF_ORGANIZATION, NOW);
        assertThat(may(user(service), project)).isEqualTo("rcwd");
        assertThat(letters(actions(user(service), Resource.entity(team.id())))).isEqualTo("rc");
        Project closed = aProject("closed", ProjectAccess.RESTRICTED);
        assertThat(may(user(service), closed)).isEqualTo("-");
        projects.putUser(closed.id(), service, "member");
        assertThat(may(user(service), closed)).isEqualTo("rcwd");
    }

    @Test
    void peopleOfTheOrganizationSeeItsTeamsButNotHiddenOnes() {
        UserId colleague = new UserId(24);
        entities.putMember(organization.id(), colleague, "member", NOW);
        Entity quiet = entities.insert(new NewEntity("quiet", Entity.Kind.TEAM, null, organization.id(), NOW));
        assertThat(letters(actions(user(colleague), Resource.entity(quiet.id()))))
                .isEqualTo("r");
        entities.save(quiet.withPolicy(new TeamPolicy(true, false, false, Optional.empty(), false)));
        assertThat(letters(actions(user(colleague), Resource.entity(quiet.id()))))
                .isEqualTo("-");
        entities.putMember(quiet.id(), colleague, "viewer", NOW);
        assertThat(letters(actions(user(colleague), Resource.entity(quiet.id()))))
                .isEqualTo("r");
    }

    @Test
    void registriesAreReadByTheOrganizationAndWrittenByThoseNamed() {
        UserId reader = new UserId(23);
        entities.putMember(organization.id(), reader, "member", NOW);
        Project registry = projects.insert(new NewProject(
                organization.entity(),
                "wandb-registry-model",
                ProjectAccess.PRIVATE,
                CREATOR,
                ProjectAbout.NOTHING,
                NOW));
        assertThat(may(user(reader), registry)).isEqualTo("r");
        projects.putUser(registry.id(), reader, "member");
        assertThat(may(user(reader), registry)).isEqualTo("rcwd");
        projects.putUser(registry.id(), reader, "restricted_viewer");
        assertThat(may(user(reader), registry)).isEqualTo("-");
        assertThat(letters(actions(user(reader), Resource.artifact(registry.id()))))
                .isEqualTo("r");
        assertThat(may(user(STRANGER), registry)).isEqualTo("-");
    }

    @Test
    void deletedProjectsAreGoneForEverybody() {
        Project deleted = aProject("deleted", ProjectAccess.USER_WRITE);
        projects.delete(deleted.id(), NOW);
        assertThat(may(user(ADMIN), deleted)).isEqualTo("-");
        assertThat(may(new Caller.SignedIn(ROOT, "root", true), deleted)).isEqualTo("-");
        assertThat(may(Caller.ANONYMOUS, deleted)).isEqualTo("-");
        assertThat(may(new Caller.Guest(7, Set.of(deleted.id())), deleted)).isEqualTo("-");
    }

    @Test
    void aLinkOpensTheProjectsThatItNamesAndNoOthers() {
        Project other = aProject("other", ProjectAccess.PRIVATE);
        Caller guest = new Caller.Guest(7, Set.of(project.id()));
        assertThat(may(guest, project)).isEqualTo("r");
        assertThat(may(guest, other)).isEqualTo("-");
        assertCode(guest, Action.WRITE, Fault.Code.UNAUTHENTICATED);
    }

    @Test
    void refusalsTellStrangersNothingAndMembersWhy() {
        assertCode(Caller.ANONYMOUS, Action.WRITE, Fault.Code.UNAUTHENTICATED);
        assertCode(user(STRANGER), Action.WRITE, Fault.Code.NOT_FOUND);
        assertCode(user(VIEWER), Action.WRITE, Fault.Code.DENIED);
    }

    private void assertCode(Caller caller, Action action, Fault.Code code) {
        assertThatThrownBy(() -> access.require(caller, action, Resource.run(project.id())))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private Map<String, Set<Action>> rows() {
        return MATRIX.lines()
                .map(line -> line.strip().split("\\s+"))
                .collect(Collectors.toMap(
                        row -> row[0] + " " + row[1], row -> parse(row[2]), (a, b) -> a, LinkedHashMap::new));
    }

    private static Set<Action> parse(String letters) {
        EnumSet<Action> actions = EnumSet.noneOf(Action.class);
        for (Action action : Action.values()) {
            if (letters.indexOf(letter(action)) >= 0) {
                actions.add(action);
            }
        }
        return actions;
    }

    private static String letters(Set<Action> actions) {
        String letters =
                actions.stream().map(action -> String.valueOf(letter(action))).collect(Collectors.joining());
        return letters.isEmpty() ? "-" : letters;
    }

    private static char letter(Action action) {
        return Character.toLowerCase(action.name().charAt(0));
    }

    /** What a caller may do with the runs of a project. */
    private String may(Caller caller, Project in) {
        return letters(actions(caller, Resource.run(in.id())));
    }

    private Set<Action> actions(Caller caller, Resource resource) {
        return Arrays.stream(Action.values())
                .filter(action -> access.allowed(caller, action, resource))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));
    }

    private Resource resource(Resource.Type type) {
        return switch (type) {
            case INSTANCE -> Resource.INSTANCE;
            case ORGANIZATION -> Resource.organization(organization.id());
            case ENTITY, ENTITY_AUTOMATION, INTEGRATION, SECRET, ALERT_SETTINGS, CUSTOM_CHART ->
                new Resource.OfEntity(type, team.id());
            case USER -> Resource.user(ADMIN);
            case PROJECT, RUN, ARTIFACT, SWEEP, REPORT, QUEUE, AUTOMATION -> new Resource.OfProject(type, project.id());
        };
    }

    private Caller caller(Resource.Type type, String word) {
        return switch (word) {
            case "anonymous" -> Caller.ANONYMOUS;
            case "guest" -> new Caller.Guest(7, Set.of(project.id()));
            case "stranger" -> user(STRANGER);
            case "invited" -> user(INVITED);
            case "instance-admin" -> new Caller.SignedIn(ROOT, "root", true);
            default -> inside(type, word);
        };
    }

    /** Roles in the organization are tried on people who are in no team. */
    private Caller inside(Resource.Type type, String role) {
        if (type == Resource.Type.ORGANIZATION) {
            UserId person = new UserId(10 + "viewer member admin".indexOf(role));
            entities.putMember(organization.id(), person, role, NOW);
            return user(person);
        }
        return switch (role) {
            case "viewer" -> user(VIEWER);
            case "member" -> user(MEMBER);
            case "admin" -> user(ADMIN);
            default -> throw new IllegalArgumentException(role);
        };
    }

    private ViewId aReport() {
        View report =
                new View(null, project.id(), View.REPORT, "r", "r", null, ADMIN, "WANDB_UI", false, null, NOW, NOW);
        return new SqlViewStore(database).insert(report, "{}").id();
    }

    private Project aProject(String name, ProjectAccess how) {
        return projects.insert(new NewProject(team.id(), name, how, CREATOR, ProjectAbout.NOTHING, NOW));
    }

    private static Caller user(UserId id) {
        return new Caller.SignedIn(id, "user" + id.value(), false);
    }
}
