package dev.selvedge.storage.contract.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.selvedge.domain.people.ApiKey;
import dev.selvedge.domain.people.Belongings;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.PresenceStore;
import dev.selvedge.domain.people.Session;
import dev.selvedge.domain.people.TeamMember;
import dev.selvedge.domain.people.TeamPolicy;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectNames;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stores that are empty before each test. */
public abstract class PeopleStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    protected abstract UserStore users();

    protected abstract EntityStore entities();

    protected abstract PresenceStore presence();

    protected abstract Belongings belongings();

    protected abstract ProjectStore projects();

    @Test
    void aUserIsReadBackAsItWasSaved() {
        User inserted = aUser("ada");
        EntityId home = entities().insert(personal(inserted)).id();
        User saved = inserted.withProfile("ada", "Ada L.", "ada@example.com")
                .withAdmin(true)
                .withPasswordHash("hash")
                .withDefaultEntity(home)
                .withFlags("{\"a\":1}");
        users().save(saved);
        assertThat(users().find(inserted.id())).contains(saved);
        assertThat(users().findByUsername("ada")).contains(saved);
        assertThat(users().findByEmail("ada@example.com")).contains(saved);
        assertThat(saved.createdAt()).isEqualTo(NOW);
    }

    @Test
    void usernamesAndAddressesAreTakenOnceAndDifferByCase() {
        User ada = aUser("ada");
        users().save(ada.withProfile("ada", "ada", "ada@example.com"));
        User upper = aUser("Ada");
        assertConflict(() -> aUser("ada"));
        assertConflict(() -> users().save(upper.withProfile("Ada", "Ada", "ada@example.com")));
        assertThat(users().findByUsername("ADA")).isEmpty();
    }

    @Test
    void aDeletedUserGivesTheNameUpAndKeepsTheNumber() {
        User ada = aUser("ada");
        users().save(ada.withProfile("ada", "Ada L.", "ada@example.com").withAdmin(true));
        ApiKey key = users().insertKey(ada.id(), "h1", "local-", null, NOW);
        users().insertSession(ada.id(), "s1", NOW, NOW.plusSeconds(60));
        Entity team = aTeam("team");
        entities().putMember(team.id(), ada.id(), "member", NOW);

        users().delete(ada.id(), NOW);

        assertThat(users().findKey(key.id())).isEmpty();
        assertThat(users().findKey("h1")).isEmpty();
        assertThat(users().findSession("s1")).isEmpty();
        assertThat(entities().members(team.id())).isEmpty();
        User gone = users().find(ada.id()).orElseThrow();
        assertThat(gone.isDeleted()).isTrue();
        assertThat(gone.admin()).isFalse();
        assertThat(gone.name()).isEqualTo("Ada L.");
        User next = aUser("ada");
        assertThat(next.id()).isNotEqualTo(ada.id());
        users().save(next.withProfile("ada", "ada", "ada@example.com"));
        assertThat(users().find(List.of(next.id(), ada.id())))
                .extracting(User::id)
                .containsExactly(next.id(), ada.id());
        assertThat(users().countPeople()).isOne();
    }

    @Test
    void aDeactivatedUserKeepsEverythingAndIsNoAdministratorMeanwhile() {
        User ada = aUser("ada");
        users().save(ada.withAdmin(true));
        User bea = aUser("bea");
        users().save(bea.withAdmin(true));
        users().insertKey(ada.id(), "h1", "local-", null, NOW);
        Entity team = aTeam("team");
        entities().putMember(team.id(), ada.id(), "member", NOW);
        assertThat(users().countAdmins()).isEqualTo(2);

        users().setDeactivated(ada.id(), NOW);

        User kept = users().findByUsername("ada").orElseThrow();
        assertThat(kept.deactivatedAt()).isEqualTo(NOW);
        assertThat(kept.isActive()).isFalse();
        assertThat(kept.isDeleted()).isFalse();
        assertThat(kept.admin()).isTrue();
        assertThat(users().findKey("h1")).isPresent();
        assertThat(entities().members(team.id())).hasSize(1);
        assertThat(users().countAdmins()).isOne();
        assertThat(users().countPeople()).isEqualTo(2);
        assertThat(users().search("ada", 5, null).items()).containsExactly(kept);
        users().save(kept.withProfile("ada", "Ada L.", null));
        assertThat(users().find(ada.id()).orElseThrow().isDeactivated()).isTrue();

        users().setDeactivated(ada.id(), null);
        assertThat(users().find(ada.id()).orElseThrow().isActive()).isTrue();
        assertThat(users().countAdmins()).isEqualTo(2);
    }

    @Test
    void daysOnWhichPeopleWereHereAreCountedOnce() {
        User ada = aUser("ada");
        User bea = aUser("bea");
        User bot = users().insert(new NewUser("bot", "bot", null, User.Kind.SERVICE, false, null, NOW));
        Organization organization = entities().insertOrganization("acme", "acme-org", false, NOW);
        List.of(ada, bea, bot).forEach(each -> entities().putMember(organization.id(), each.id(), "member", NOW));
        LocalDate today = LocalDate.parse("2026-03-01");
        assertThat(users().find(ada.id()).orElseThrow().lastActiveAt()).isNull();

        presence().seen(ada.id(), NOW.minus(Duration.ofDays(3)));
        presence().seen(ada.id(), Instant.parse("2026-02-28T23:59:59.999999Z"));
        presence().seen(ada.id(), NOW);
        presence().seen(ada.id(), NOW.plusSeconds(600));
        presence().seen(bea.id(), NOW);
        presence().seen(bot.id(), NOW);

        User seen = users().find(ada.id()).orElseThrow();
        assertThat(seen.lastActiveAt()).isEqualTo(NOW.plusSeconds(600));
        users().save(seen.withFlags("{}"));
        assertThat(users().find(ada.id()).orElseThrow().lastActiveAt()).isEqualTo(NOW.plusSeconds(600));
        List<UserId> all = List.of(ada.id(), bea.id(), bot.id());
        assertThat(presence().days(all, today.minusDays(30)))
                .containsOnly(entry(ada.id(), 3), entry(bea.id(), 1), entry(bot.id(), 1));
        assertThat(presence().days(all, today.minusDays(1))).containsEntry(ada.id(), 2);
        assertThat(presence().perDay(organization.id(), today.minusDays(1)))
                .containsOnly(entry(today.minusDays(1), 1L), entry(today, 2L));
        presence().deleteBefore(today);
        assertThat(presence().days(all, today.minusDays(30))).containsEntry(ada.id(), 1);
        users().delete(ada.id(), NOW);
        assertThat(presence().days(all, today.minusDays(30))).doesNotContainKey(ada.id());
    }

    @Test
    void projectsOfTeamsGoToAnHeirAndThoseAtHomeStay() {
        User ada = aUser("ada");
        User heir = aUser("heir");
        EntityId home = entities().insert(personal(ada)).id();
        ProjectId own = aProject(home, ada);
        ProjectId shared = aProject(aTeam("team").id(), ada);
        ProjectId others = aProject(aTeam("other").id(), heir);

        assertThat(belongings().handOver(ada.id(), heir.id())).isEqualTo(new Belongings.Handed(1, 0, 0, 0, 0));

        assertThat(projects().find(shared).orElseThrow().creator()).isEqualTo(heir.id());
        assertThat(projects().find(own).orElseThrow().creator()).isEqualTo(ada.id());
        assertThat(projects().find(others).orElseThrow().creator()).isEqualTo(heir.id());
        assertThat(belongings().handOver(ada.id(), heir.id())).isEqualTo(new Belongings.Handed(0, 0, 0, 0, 0));
        assertThat(belongings().handOver(heir.id(), ada.id()).projects())
                .as("of who has no entity of their own, all")
                .isEqualTo(2);
    }

    @Test
    void projectsOfOneEntityBecomeAnothersUnderNamesThatAreFree() {
        User ada = aUser("ada");
        EntityId home = entities().insert(personal(ada)).id();
        EntityId team = aTeam("team").id();
        String longest = "x".repeat(ProjectNames.MAX_LENGTH);
        ProjectId theirs = aProject(team, ada, "p", ProjectAccess.USER_READ);
        aProject(team, ada, "p-ada", ProjectAccess.PRIVATE);
        aProject(team, ada, longest, ProjectAccess.PRIVATE);
        ProjectId same = aProject(home, ada, "p", ProjectAccess.RESTRICTED);
        ProjectId open = aProject(home, ada, "open", ProjectAccess.USER_WRITE);
        ProjectId tooLong = aProject(home, ada, longest, ProjectAccess.PRIVATE);
        ProjectId gone = aProject(home, ada, "gone", ProjectAccess.PRIVATE);
        projects().delete(gone, NOW);

        assertThat(belongings().moveProjects(home, team, "ada", true)).isEqualTo(3);

        assertThat(projects().idsOf(home)).isEmpty();
        assertThat(projects().find(team, "p-ada-2").orElseThrow().id()).isEqualTo(same);
        assertThat(projects().find(same).orElseThrow().access()).isEqualTo(ProjectAccess.RESTRICTED);
        assertThat(projects().find(open).orElseThrow().access()).isEqualTo(ProjectAccess.PRIVATE);
        assertThat(projects().find(open).orElseThrow().entityName()).isEqualTo("team");
        assertThat(projects().find(tooLong).orElseThrow().name())
                .hasSize(ProjectNames.MAX_LENGTH)
                .endsWith("x-ada");
        assertThat(projects().find(gone).orElseThrow().entity()).isEqualTo(home);
        assertThat(projects().find(theirs).orElseThrow().access()).isEqualTo(ProjectAccess.USER_READ);
        assertThat(belongings().moveProjects(home, team, "ada", true)).isZero();
        assertThat(belongings().moveProjects(team, home, "team", false)).isEqualTo(6);
        assertThat(projects().find(theirs).orElseThrow().access()).isEqualTo(ProjectAccess.USER_READ);
    }

    private ProjectId aProject(EntityId entity, User creator) {
        return aProject(entity, creator, "p", ProjectAccess.PRIVATE);
    }

    private ProjectId aProject(EntityId entity, User creator, String name, ProjectAccess access) {
        return projects()
                .insert(new NewProject(entity, name, access, creator.id(), ProjectAbout.NOTHING, NOW))
                .id();
    }

    @Test
    void usersAreSearchedByPrefixInAnyCaseAndPaged() {
        for (String name : List.of("carl", "bea", "Bert", "ada")) {
            aUser(name);
        }
        Page<User> first = users().search(null, 3, null);
        assertThat(first.hasNext()).isTrue();
        Page<User> rest = users().search(null, 3, first.endCursor());
        assertThat(rest.hasNext()).isFalse();
        assertThat(first.items().size() + rest.items().size()).isEqualTo(4);
        assertThat(users().search("BE", 10, null).items())
                .extracting(User::username)
                .containsExactlyInAnyOrder("bea", "Bert");
        assertThat(users().search("_%", 10, null).items()).isEmpty();
    }

    @Test
    void serviceAccountsAreNotPeople() {
        users().insert(new NewUser("bot", "bot", null, User.Kind.SERVICE, false, null, NOW));
        assertThat(users().countPeople()).isZero();
    }

    @Test
    void keysAreFoundByHashAndCarryTheirUse() {
        User ada = aUser("ada");
        ApiKey first = users().insertKey(ada.id(), "h1", "local-123456", "laptop", NOW);
        ApiKey second = users().insertKey(ada.id(), "h2", "local-654321", null, NOW);
        users().keyUsed(second.id(), NOW.plusSeconds(5));
        assertThat(users().findKey("h1")).contains(first);
        assertThat(first.description()).isEqualTo("laptop");
        assertThat(users().keys(ada.id())).extracting(ApiKey::id).containsExactly(first.id(), second.id());
        assertThat(users().findKey(second.id()).orElseThrow().lastUsedAt()).isEqualTo(NOW.plusSeconds(5));
        assertConflict(() -> users().insertKey(ada.id(), "h1", "other", null, NOW));
        assertThat(users().deleteKey(first.id())).isTrue();
        assertThat(users().deleteKey(first.id())).isFalse();
    }

    @Test
    void sessionsEndOneByOneAllAtOnceOrByTime() {
        User ada = aUser("ada");
        for (String hash : List.of("a", "b", "c", "d")) {
            users().insertSession(
                            ada.id(), hash, NOW, NOW.plus(hash.equals("c") ? Duration.ofDays(-1) : Duration.ofDays(1)));
        }
        Session known = users().findSession("a").orElseThrow();
        assertThat(known.user()).isEqualTo(ada.id());
        assertThat(known.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        users().deleteSession("a");
        users().deleteSessionsExpiredBefore(NOW);
        assertThat(users().findSession("a")).isEmpty();
        assertThat(users().findSession("c")).isEmpty();
        assertThat(users().findSession("b")).isPresent();
        users().deleteSessions(ada.id());
        assertThat(users().findSession("b")).isEmpty();
    }

    @Test
    void entitiesOfAUserBeginWithThePersonalOne() {
        User zoe = aUser("zoe");
        Entity home = entities().insert(personal(zoe));
        entities().putMember(home.id(), zoe.id(), "admin", NOW);
        Entity team = aTeam("apples");
        entities().putMember(team.id(), zoe.id(), "viewer", NOW);
        entities().putMember(team.id(), zoe.id(), "member", NOW);
        assertThat(entities().entitiesOf(zoe.id())).containsExactly(home, team);
        assertThat(entities().personal(zoe.id())).contains(home);
        assertThat(entities().roleInEntity(team.id(), zoe.id())).contains("member");
        assertThat(entities().removeMember(team.id(), zoe.id())).isTrue();
        assertThat(entities().roleInEntity(team.id(), zoe.id())).isEmpty();
    }

    @Test
    void whoLeavesATeamIsNamedInNoneOfItsProjects() {
        User ada = aUser("ada");
        User bob = aUser("bob");
        Entity team = aTeam("team");
        Entity other = aTeam("other");
        ProjectId ours = aProject(team.id(), ada, "p", ProjectAccess.RESTRICTED);
        ProjectId theirs = aProject(other.id(), ada, "p", ProjectAccess.RESTRICTED);
        entities().putMember(team.id(), bob.id(), "member", NOW);
        for (ProjectId each : List.of(ours, theirs)) {
            projects().putUser(each, bob.id(), "member");
            projects().putUser(each, ada.id(), "member");
        }
        entities().removeMember(team.id(), bob.id());
        assertThat(projects().users(ours)).extracting(named -> named.user()).containsExactly(ada.id());
        assertThat(projects().users(theirs)).hasSize(2);
    }

    @Test
    void membersKeepTheOrderTheyCameIn() {
        Entity team = aTeam("team");
        UserId second = aUser("ada").id();
        UserId first = aUser("bea").id();
        entities().putMember(team.id(), first, "admin", NOW);
        entities().putMember(team.id(), second, "member", NOW);
        entities().putMember(team.id(), first, "member", NOW);
        assertThat(entities().members(team.id())).extracting(TeamMember::user).containsExactly(first, second);
    }

    @Test
    void entitySettingsAreKept() {
        Entity changed = aTeam("team").withSettings("USER_READ", true, false, "http://pictures/1");
        entities().save(changed);
        assertThat(entities().find(changed.id())).contains(changed);
        assertThat(entities().withArtifactLifetime()).isEmpty();
        TeamPolicy strict = new TeamPolicy(true, true, true, Optional.of(Duration.ofDays(30)), true);
        entities().save(changed.withPolicy(strict));
        assertThat(entities().find(changed.id()).orElseThrow().policy()).isEqualTo(strict);
        assertThat(entities().withArtifactLifetime()).extracting(Entity::id).containsExactly(changed.id());
        entities().save(changed);
        assertThat(entities().find(changed.id())).contains(changed);
    }

    @Test
    void aDeletedEntityGivesTheNameUp() {
        Entity team = aTeam("team");
        entities().insertInvite(team.id(), "x@example.com", null, "member", new UserId(1), NOW);
        entities().delete(team.id(), NOW);
        assertThat(entities().findEntity("team")).isEmpty();
        assertThat(entities().invites(team.id())).isEmpty();
        assertThat(entities().find(team.id()).orElseThrow().deletedAt()).isEqualTo(NOW);
        assertThat(aTeam("team").id()).isNotEqualTo(team.id());
    }

    @Test
    void anOrganizationComesWithItsEntity() {
        Organization organization = entities().insertOrganization("acme", "acme-org", true, NOW);
        Entity entity = entities().find(organization.entity()).orElseThrow();
        assertThat(entity.kind()).isEqualTo(Entity.Kind.ORGANIZATION);
        assertThat(entity.organization()).isEqualTo(organization.id());
        assertThat(entities().findOrganization("acme")).contains(organization);
        assertThat(entities().defaultOrganization()).contains(organization);
        assertThat(entities().entitiesOf(organization.id())).containsExactly(entity);
        assertConflict(() -> entities().insertOrganization("acme", "other", false, NOW));
    }

    @Test
    void organizationMembersHaveOneRoleEach() {
        Organization organization = entities().insertOrganization("acme", "acme-org", false, NOW);
        UserId ada = aUser("ada").id();
        entities().putMember(organization.id(), ada, "member", NOW);
        entities().putMember(organization.id(), ada, "viewer", NOW);
        assertThat(entities().members(organization.id())).hasSize(1);
        assertThat(entities().roleInOrganization(organization.id(), ada)).contains("viewer");
        assertThat(entities().organizationsOf(ada)).containsExactly(organization);
        entities().delete(organization.id(), NOW);
        assertThat(entities().organizationsOf(ada)).isEmpty();
        assertThat(entities().organizations()).isEmpty();
        assertThat(entities().findOrganization("acme")).isEmpty();
    }

    @Test
    void aPersonIsInvitedOnceToAnEntity() {
        Entity team = aTeam("team");
        UserId ada = aUser("ada").id();
        Invite byUser = entities().insertInvite(team.id(), null, ada, "member", new UserId(1), NOW);
        Invite byAddress = entities().insertInvite(team.id(), "b@example.com", null, "admin", new UserId(1), NOW);
        assertConflict(() -> entities().insertInvite(team.id(), null, ada, "admin", new UserId(1), NOW));
        assertConflict(() -> entities().insertInvite(team.id(), "b@example.com", null, "admin", new UserId(1), NOW));
        assertThat(entities().invites(team.id())).containsExactly(byUser, byAddress);
        assertThat(entities().invitesFor(ada, null)).containsExactly(byUser);
        assertThat(entities().invitesFor(null, "b@example.com")).containsExactly(byAddress);
        assertThat(entities().invitesFor(null, null)).isEmpty();
        assertThat(entities().deleteInvite(byUser.id())).isTrue();
        assertThat(entities().findInvite(byUser.id())).isEmpty();
    }

    private User aUser(String name) {
        return users().insert(new NewUser(name, name, null, User.Kind.MEMBER, false, null, NOW));
    }

    private static NewEntity personal(User user) {
        return new NewEntity(user.username(), Entity.Kind.USER, user.id(), null, NOW);
    }

    private Entity aTeam(String name) {
        return entities().insert(new NewEntity(name, Entity.Kind.TEAM, null, null, NOW));
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.CONFLICT));
    }
}
