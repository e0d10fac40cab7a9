package dev.selvedge.storage.contract.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.OrganizationId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.Workloads;
import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stores that are empty before each test. */
public abstract class WorkloadsContract {

    private static final Instant NOW = Instant.parse("2026-03-01T00:10:00.123456Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private static final RunAbout ABOUT = new RunAbout("r", null, null, null, null, null, null, null, null, null);
    private static final UserId ADA = new UserId(5);
    private static final UserId BEA = new UserId(6);

    protected abstract Workloads workloads();

    protected abstract RunStore runs();

    protected abstract EntityStore entities();

    protected abstract ProjectStore projects();

    @Test
    void runsAndTheirTimeAreSummedByPerson() {
        ProjectId project = aProject(home("ada", ADA));
        Run ended = aRun(project, "r1", ADA, NOW);
        runs().save(ended.with(new RunLife(
                RunState.FINISHED, NOW, NOW, NOW.plusSeconds(30), NOW.plusMillis(90_500), 0, false, false)));
        Run alive = aRun(project, "r2", ADA, NOW);
        runs().save(alive.with(new RunLife(RunState.RUNNING, NOW, NOW, NOW.plusSeconds(10), null, null, false, false)));
        aRun(project, "r3", BEA, NOW);
        runs().setDeleted(List.of(aRun(project, "r4", BEA, NOW).id()), NOW);
        aRun(aProject(home("bea", BEA)), "r1", BEA, NOW);

        assertThat(workloads().of(project))
                .containsExactly(
                        new Workloads.Work(ADA, 2, Duration.ofMillis(100_500)),
                        new Workloads.Work(BEA, 1, Duration.ZERO));
        assertThat(workloads().of(new ProjectId(project.value() + 1_000))).isEmpty();
    }

    @Test
    void startsAreCountedByDayInAnOrganizationAndAtHomeOfItsMembers() {
        Organization acme = entities().insertOrganization("acme", "acme-org", false, NOW);
        EntityId team = entities()
                .insert(new NewEntity("crew", Entity.Kind.TEAM, null, acme.id(), NOW))
                .id();
        entities().putMember(acme.id(), ADA, "member", NOW);
        ProjectId shared = aProject(team);
        aRun(shared, "r1", BEA, NOW);
        aRun(shared, "r2", BEA, NOW.minus(Duration.ofMinutes(11)));
        aRun(shared, "r3", BEA, NOW.minus(Duration.ofDays(9)));
        runs().setDeleted(List.of(aRun(shared, "r4", BEA, NOW).id()), NOW);
        aRun(aProject(home("ada", ADA)), "r1", ADA, NOW);
        aRun(aProject(home("bea", BEA)), "r1", BEA, NOW);

        assertThat(workloads().startedPerDay(acme.id(), TODAY.minusDays(8)))
                .containsOnly(entry(TODAY, 3L), entry(TODAY.minusDays(1), 1L));
        assertThat(workloads().startedPerDay(new OrganizationId(acme.id().value() + 1_000), TODAY))
                .isEmpty();
    }

    private EntityId home(String name, UserId user) {
        return entities()
                .insert(new NewEntity(name, Entity.Kind.USER, user, null, NOW))
                .id();
    }

    private ProjectId aProject(EntityId entity) {
        return projects()
                .insert(new NewProject(entity, "p", ProjectAccess.PRIVATE, ADA, ProjectAbout.NOTHING, NOW))
                .id();
    }

    private Run aRun(ProjectId project, String name, UserId user, Instant at) {
        return runs().insert(new NewRun(
                project,
                name,
                1,
                user,
                ABOUT,
                List.of(),
                RunState.RUNNING,
                new RunDocuments("{}", "{}", null),
                new HistoryId(1),
                new RunCounts(0, 0, 0, null),
                null,
                at));
    }
}
