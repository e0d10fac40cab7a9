package dev.selvedge.domain.runs;

import static dev.selvedge.domain.runs.RunsFixture.ADA;
import static dev.selvedge.domain.runs.RunsFixture.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunIngestTest {

    private final RunsFixture room = new RunsFixture();
    private Run run;

    @BeforeEach
    void begin() {
        run = room.begin("r");
    }

    @Test
    void oneRequestMovesEverythingItBrings() {
        RunIngest.Answer answer = room.stream(
                "r",
                anUpdate()
                        .rows(0, "{\"x\":1}", "{\"x\":2}")
                        .events(0, "{\"system.cpu\":3}")
                        .output(0, "line")
                        .summary("{\"x\":2}")
                        .uploaded("media/a.png"));
        Run read = room.read(run);
        assertThat(answer).isEqualTo(new RunIngest.Answer(null, false, Optional.empty()));
        assertThat(read.counts()).isEqualTo(new RunCounts(2, 1, 1, 1L));
        assertThat(room.documents(run)).isEqualTo(new RunDocuments("{}", "{\"x\":2}", "{\"system.cpu\":3}"));
        assertThat(room.uploaded).containsExactly("media/a.png");
    }

    @Test
    void rowsWithoutASummaryLeaveTheSummaryAsItIs() {
        room.stream("r", anUpdate().summary("{\"best\":1}"));
        long version = room.read(run).valuesVersion();
        room.stream("r", anUpdate().rows(0, "{\"x\":1}"));
        assertThat(room.documents(run).summary()).isEqualTo("{\"best\":1}");
        assertThat(room.read(run).valuesVersion()).isEqualTo(version);
    }

    @Test
    void aSummaryLeftToTheServerIsTheLastValueOfEachKey() {
        room.stream("r", anUpdate().rows(0, "{\"x\":1,\"y\":5}", "{\"x\":NaN}").derivingSummary());
        assertThat(room.documents(run).summary()).isEqualTo("{\"x\":NaN,\"y\":5}");
    }

    @Test
    void summariesOfSeveralWritersAreUnited() {
        room.stream("r", anUpdate().by("w1").summary("{\"a\":1,\"c\":1}"));
        room.stream("r", anUpdate().by("w2").summary("{\"b\":2,\"c\":2}"));
        assertThat(room.documents(run).summary()).isEqualTo("{\"a\":1,\"c\":2,\"b\":2}");
    }

    @Test
    void theEndGivesTheStateByExitCode() {
        assertThat(room.stream("r", anUpdate().ends(0)).exitCode()).isZero();
        assertThat(room.read(run).state()).isEqualTo(RunState.FINISHED);
        assertThat(room.read(run).life().finishedAt()).isEqualTo(room.clock.now);
        room.begin("f");
        room.stream("f", anUpdate().ends(1));
        assertThat(state("f")).isEqualTo(RunState.FAILED);
    }

    @Test
    void aRetriedEndChangesNothing() {
        room.stream("r", anUpdate().rows(0, "{\"x\":1}").ends(3));
        room.stream("r", anUpdate().rows(0, "{\"x\":1}").ends(3));
        assertThat(room.read(run).state()).isEqualTo(RunState.FAILED);
        assertThat(room.rows(run)).hasSize(1);
    }

    @Test
    void aStoppedRunIsToldAndThenKilled() {
        room.edits.stop(ADA, run.id());
        assertThat(room.stream("r", anUpdate()).stop()).isTrue();
        room.stream("r", anUpdate().ends(255));
        assertThat(room.read(run).state()).isEqualTo(RunState.KILLED);
    }

    @Test
    void aSilentRunIsCrashedAndComesBackWhenItSpeaks() {
        detectCrashesAfter(Duration.ofMinutes(6));
        assertThat(room.read(run).state()).isEqualTo(RunState.CRASHED);
        room.stream("r", anUpdate());
        assertThat(room.read(run).state()).isEqualTo(RunState.RUNNING);
        assertThat(room.read(run).life().finishedAt()).isNull();
    }

    @Test
    void aRunThatSendsHeartbeatsIsAlive() {
        room.clock.pass(Duration.ofMinutes(4));
        room.stream("r", anUpdate());
        detectCrashesAfter(Duration.ofMinutes(4));
        assertThat(room.read(run).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aPreemptedRunIsNoCrash() {
        room.stream("r", anUpdate().preempting());
        assertThat(room.read(run).state()).isEqualTo(RunState.PREEMPTING);
        room.stream("r", anUpdate());
        assertThat(room.read(run).state()).isEqualTo(RunState.PREEMPTING);
        detectCrashesAfter(Duration.ofMinutes(6));
        assertThat(room.read(run).state()).isEqualTo(RunState.PREEMPTED);
        room.stream("r", anUpdate());
        assertThat(room.read(run).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aLateHeartbeatDoesNotReviveAFinishedRunButRowsDo() {
        room.stream("r", anUpdate().ends(0));
        room.stream("r", anUpdate().uploaded("late.txt"));
        assertThat(room.read(run).state()).isEqualTo(RunState.FINISHED);
        room.stream("r", anUpdate().rows(0, "{\"x\":1}"));
        assertThat(room.read(run).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void anotherWritersLateRowsDoNotReviveASharedRun() {
        room.stream("r", anUpdate().by("primary").ends(0));
        room.stream("r", anUpdate().by("other").rows(0, "{\"x\":1}"));
        assertThat(room.read(run).state()).isEqualTo(RunState.FINISHED);
        assertThat(room.rows(run)).hasSize(1);
    }

    @Test
    void unknownAndDeletedRunsAreRefused() {
        assertRefused("absent", Fault.Code.NOT_FOUND);
        room.edits.delete(ADA, run.id(), false);
        assertRefused("r", Fault.Code.GONE);
    }

    @Test
    void aMalformedLineIsTheSendersFault() {
        assertThatThrownBy(() -> room.stream("r", anUpdate().rows(0, "broken")))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
        assertThatThrownBy(() -> room.stream("r", anUpdate().summary("[1]")))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
    }

    @Test
    void aLateCopyOfAnEarlierRequestNeitherReopensARunThatEndedNorSetsItsSummaryBack() {
        UpdateBuilder early = anUpdate().rows(0, "{\"x\":1}").output(0, "one").summary("{\"x\":1}");
        room.stream("r", early);
        room.stream(
                "r",
                anUpdate()
                        .rows(1, "{\"x\":2}")
                        .output(1, "two")
                        .summary("{\"x\":2}")
                        .ends(0));
        // the client had given it up for lost, and sent it again
        room.stream("r", early);
        assertThat(state("r")).isEqualTo(RunState.FINISHED);
        assertThat(room.documents(run).summary()).isEqualTo("{\"x\":2}");
        assertThat(room.rows(run)).containsExactly("{\"x\":1}", "{\"x\":2}");
        // what is new reopens it
        room.stream("r", anUpdate().rows(2, "{\"x\":3}"));
        assertThat(state("r")).isEqualTo(RunState.RUNNING);
    }

    @Test
    void whoListensHearsOfStatesAndGrowth() {
        room.stream("r", anUpdate().rows(0, "{\"x\":1}"));
        room.stream("r", anUpdate());
        room.stream("r", anUpdate().ends(1));
        assertThat(room.heard).containsExactly("r running", "r has 1 rows", "r failed");
        room.begin("s");
        detectCrashesAfter(Duration.ofMinutes(6));
        assertThat(room.heard).endsWith("s running", "s crashed");
    }

    private void detectCrashesAfter(Duration time) {
        room.clock.pass(time);
        room.crashes().run();
    }

    private void assertRefused(String name, Fault.Code code) {
        assertThatThrownBy(() -> room.stream(name, anUpdate()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private RunState state(String name) {
        return room.store.find(run.project(), name).orElseThrow().state();
    }
}
