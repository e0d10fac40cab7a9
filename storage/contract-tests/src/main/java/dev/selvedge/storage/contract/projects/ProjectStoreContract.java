package dev.selvedge.storage.contract.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.ProjectGates.Gate;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectIcon;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStarStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores that are empty before each test. */
public abstract class ProjectStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final UserId ADA = new UserId(1);
    private static final ProjectAbout ABOUT = new ProjectAbout(
            "d", true, "image", "repo", "torch", "{\"views\":1}", false, new ProjectIcon("cube", "#ff8800"));

    private Entity team;
    private Entity other;

    protected abstract ProjectStore store();

    protected abstract ProjectStarStore stars();

    protected abstract EntityStore entities();

    @BeforeEach
    void twoTeams() {
        team = entities().insert(new NewEntity("team", Entity.Kind.TEAM, null, null, NOW));
        other = entities().insert(new NewEntity("other", Entity.Kind.TEAM, null, null, NOW));
    }

    @Test
    void aProjectIsReadBackAsItWas() {
        Project inserted = store().insert(new NewProject(team.id(), "p", ProjectAccess.RESTRICTED, ADA, ABOUT, NOW));
        assertThat(store().find(inserted.id())).contains(inserted);
        assertThat(store().find("team", "p")).contains(inserted);
        assertThat(store().find(team.id(), "p")).contains(inserted);
        assertThat(inserted.entityName()).isEqualTo("team");
        assertThat(inserted.about()).isEqualTo(ABOUT);
        assertThat(inserted.access()).isEqualTo(ProjectAccess.RESTRICTED);
        assertThat(inserted.lastActiveAt()).isEqualTo(NOW);
        assertThat(store().gate(inserted.id())).contains(new Gate(team.id(), ProjectAccess.RESTRICTED, ADA));
    }

    @Test
    void aNameIsTakenOncePerEntity() {
        aProject(team, "p");
        aProject(other, "p");
        aProject(team, "P");
        Project spaced = aProject(team, "p ");
        assertThat(spaced.name()).isEqualTo("p ");
        assertThat(store().find("team", "p ")).contains(spaced);
        assertThat(store().find("team", "p  ")).isEmpty();
        assertConflict(() -> aProject(team, "p"));
    }

    @Test
    void changesAreKeptAndTakenNamesRefused() {
        Project project = aProject(team, "p");
        aProject(team, "q");
        Project renamed = project.with("r", ProjectAccess.USER_READ, ABOUT, NOW.plusSeconds(1));
        store().save(renamed);
        assertThat(store().find(project.id())).contains(renamed);
        assertThat(store().find("team", "p")).isEmpty();
        assertConflict(() -> store().save(renamed.with("q", ProjectAccess.PRIVATE, ABOUT, NOW)));
    }

    @Test
    void aDeletedProjectGivesItsNameUpAndGetsItBackWhileItIsFree() {
        Project project = aProject(team, "p");
        store().delete(project.id(), NOW);
        store().delete(project.id(), NOW.plusSeconds(1));
        assertThat(store().find("team", "p")).isEmpty();
        assertThat(store().gate(project.id())).isEmpty();
        assertThat(store().list(List.of(team.id()), 10, null).items()).isEmpty();
        Project deleted = store().find(project.id()).orElseThrow();
        assertThat(deleted.name()).isEqualTo("p");
        assertThat(deleted.deletedAt()).isEqualTo(NOW);
        store().restore(project.id());
        assertThat(store().find("team", "p")).contains(project);

        store().delete(project.id(), NOW);
        aProject(team, "p");
        assertConflict(() -> store().restore(project.id()));
    }

    @Test
    void deletingAllOfAnEntityLeavesTheOthers() {
        aProject(team, "p");
        aProject(team, "q");
        Project kept = aProject(other, "p");
        assertThat(store().idsOf(team.id())).hasSize(2);
        store().deleteAll(team.id(), NOW);
        assertThat(store().idsOf(team.id())).isEmpty();
        assertThat(store().list(List.of(team.id(), other.id()), 10, null).items())
                .containsExactly(kept);
    }

    @Test
    void listsArePagedLastActiveFirst() {
        Project first = aProject(team, "a");
        Project second = aProject(other, "b");
        Project third = aProject(team, "c");
        store().touch(first.id(), NOW.plusSeconds(1));
        List<dev.selvedge.domain.people.EntityId> both = List.of(team.id(), other.id());
        Page<Project> page = store().list(both, 2, null);
        assertThat(page.items()).extracting(Project::id).containsExactly(first.id(), third.id());
        assertThat(page.hasNext()).isTrue();
        Page<Project> rest = store().list(both, 2, page.endCursor());
        assertThat(rest.items()).extracting(Project::id).containsExactly(second.id());
        assertThat(rest.hasNext()).isFalse();
        assertThatThrownBy(() -> store().list(both, 2, "nonsense"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
    }

    @Test
    void rolesInAProjectAreOfUsersAndOfTeams() {
        Project project = aProject(team, "p");
        store().putUser(project.id(), ADA, "viewer");
        store().putUser(project.id(), ADA, "admin");
        store().putTeam(project.id(), other.id(), "member");
        entities().putMember(other.id(), new UserId(2), "viewer", NOW);
        assertThat(store().role(project.id(), ADA)).contains("admin");
        assertThat(store().users(project.id())).containsExactly(new ProjectStore.UserRole(ADA, "admin"));
        assertThat(store().teams(project.id())).containsExactly(new ProjectStore.TeamRole(other.id(), "member"));
        assertThat(store().rolesByTeam(project.id(), new UserId(2))).containsExactly("member");
        assertThat(store().rolesByTeam(project.id(), ADA)).isEmpty();
        assertThat(store().removeUser(project.id(), ADA)).isTrue();
        assertThat(store().removeUser(project.id(), ADA)).isFalse();
        assertThat(store().removeTeam(project.id(), other.id())).isTrue();
    }

    @Test
    void aStarIsOfOnePersonAndTakenBackByThatPerson() {
        Project kept = aProject(team, "p");
        Project other = aProject(team, "q");
        UserId bob = new UserId(2);
        stars().star(ADA, kept.id(), NOW);
        stars().star(ADA, kept.id(), NOW.plusSeconds(1));
        stars().star(bob, other.id(), NOW);
        List<ProjectId> both = List.of(kept.id(), other.id());
        assertThat(stars().starred(ADA, both)).containsExactly(kept.id());
        assertThat(stars().starred(bob, both)).containsExactly(other.id());
        assertThat(stars().starred(ADA, List.of())).isEmpty();
        stars().unstar(ADA, other.id());
        stars().unstar(ADA, kept.id());
        assertThat(stars().starred(ADA, both)).isEmpty();
        assertThat(stars().starred(bob, both)).containsExactly(other.id());
    }

    private Project aProject(Entity entity, String name) {
        return store().insert(new NewProject(entity.id(), name, ProjectAccess.PRIVATE, ADA, ProjectAbout.NOTHING, NOW));
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.CONFLICT));
    }
}
