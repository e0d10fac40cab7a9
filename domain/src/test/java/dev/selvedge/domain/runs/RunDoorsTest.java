package dev.selvedge.domain.runs;

import static dev.selvedge.domain.runs.RunsFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunDoorsTest {

    private final RunsFixture room = new RunsFixture();
    private final Guarded projects = new Guarded();
    private long version;
    private final RunDoors doors = new RunDoors(room.store, projects, () -> version, room.clock::nanos);
    private Run run;

    /** The fixture's projects behind a guard who counts and may turn everybody away. */
    private final class Guarded implements RunProjects {
        int asked;
        boolean shut;

        @Override
        public ProjectId openForRuns(Caller caller, String entity, String project) {
            throw new AssertionError("Only finds");
        }

        @Override
        public Optional<ProjectId> find(Caller caller, String entity, String project) {
            asked++;
            return shut ? Optional.empty() : room.projects.find(caller, entity, project);
        }

        @Override
        public boolean mayRead(Caller caller, ProjectId project) {
            return room.projects.mayRead(caller, project);
        }

        @Override
        public boolean mayWrite(Caller caller, ProjectId project) {
            return room.projects.mayWrite(caller, project);
        }

        @Override
        public void require(Caller caller, Action action, ProjectId project) {
            room.projects.require(caller, action, project);
        }
    }

    @BeforeEach
    void begin() {
        run = room.begin("r");
    }

    private RunId find(Caller caller) {
        return doors.find(caller, "ada", "p", "r").run();
    }

    @Test
    void whoHasJustBeenLetInIsLetInWithoutAQuestion() {
        assertThat(find(ADA)).isEqualTo(run.id());
        assertThat(find(ADA)).isEqualTo(run.id());
        assertThat(projects.asked).isOne();
    }

    @Test
    void everyCallerIsAskedForThemselves() {
        find(ADA);
        find(new Caller.SignedIn(new UserId(2), "bob", false));
        find(new Caller.SignedIn(new UserId(1), "ada", true));
        assertThat(projects.asked).isEqualTo(3);
    }

    @Test
    void aChangeOfRightsShutsEveryDoorAtOnce() {
        find(ADA);
        projects.shut = true;
        version++;
        assertThatThrownBy(() -> find(ADA)).isInstanceOf(Fault.class);
    }

    @Test
    void aChangeByAnotherReplicaIsSeenAfterAMoment() {
        find(ADA);
        projects.shut = true;
        room.clock.pass(RunDoors.KEPT.plus(Duration.ofMillis(1)));
        assertThatThrownBy(() -> find(ADA)).isInstanceOf(Fault.class);
    }

    @Test
    void unknownRunsAreAskedForEachTime() {
        assertThatThrownBy(() -> doors.find(ADA, "ada", "p", "later")).isInstanceOf(Fault.class);
        Run later = room.begin("later");
        assertThat(doors.find(ADA, "ada", "p", "later").run()).isEqualTo(later.id());
    }

    @Test
    void aRunThatWasMovedTakesNoRowsAtItsOldPlace() {
        room.stream("r", RunsFixture.anUpdate().rows(0, "{\"x\":1}"));
        ProjectId elsewhere = room.projects.openForRuns(ADA, "ada", "elsewhere");
        room.store.move(room.read(run), elsewhere);
        assertThatThrownBy(() -> room.stream("r", RunsFixture.anUpdate().rows(1, "{\"x\":2}")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.NOT_FOUND));
    }
}
