package dev.selvedge.domain.runs;

import static dev.selvedge.domain.runs.RunsFixture.ADA;
import static dev.selvedge.domain.runs.RunsFixture.aWish;
import static dev.selvedge.domain.runs.RunsFixture.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunEditsTest {

    private final RunsFixture room = new RunsFixture();
    private Run run;

    @BeforeEach
    void begin() {
        run = room.begin("r");
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, PENDING, true", "FAILED, PENDING, true", "CRASHED, PENDING, true", "PREEMPTED, PENDING, true",
        "PENDING, FAILED, true", "RUNNING, FAILED, true", "FINISHED, PENDING, false", "FINISHED, FAILED, false",
        "RUNNING, FINISHED, false", "KILLED, PENDING, false", "CRASHED, FAILED, false", "RUNNING, RUNNING, false"
    })
    void onlySomeStatesCanBeSet(RunState from, RunState to, boolean allowed) {
        room.store.save(run.with(run.life().set(from, room.clock.now)));
        if (allowed) {
            room.edits.setState(ADA, run.id(), to);
            assertThat(room.read(run).state()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> room.edits.setState(ADA, run.id(), to))
                    .hasMessageContaining("invalid state transition");
            assertThat(room.read(run).state()).isEqualTo(from);
        }
    }

    @Test
    void aDeletedRunIsAbsentUntilRestored() {
        room.edits.delete(ADA, run.id(), false);
        assertThat(room.queries.find(ADA, run.id())).isEmpty();
        assertThat(room.queries.find(ADA, run.project(), "r")).isEmpty();
        assertThatThrownBy(() -> room.edits.stop(ADA, run.id())).hasMessageContaining("No such run");
        room.edits.restore(ADA, run.project(), List.of(run.id()));
        assertThat(room.queries.find(ADA, run.id())).contains(room.read(run));
    }

    @Test
    void aRunIsFoundByTheIdThatSweepSchedulersMakeOfItsPath() {
        assertThat(room.edits.named(ADA, run.id().global())).isEqualTo(run.id());
        assertThat(room.edits.named(ADA, base64("Run:v1:r:p:ada"))).isEqualTo(run.id());
        for (String wrong : List.of("Run:v1:absent:p:ada", "Run:v1:r:absent:ada", "Run:v1:r:p", "Run:v1:::", "x")) {
            assertThatThrownBy(() -> room.edits.named(ADA, base64(wrong)))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.NOT_FOUND));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deletingOnceMoreChangesNothingButTakesTheOutputsAlong() {
        room.edits.delete(ADA, run.id(), false);
        Instant first = room.read(run).deletedAt();
        room.clock.pass(Duration.ofDays(1));
        room.edits.delete(ADA, run.id(), true);
        assertThat(room.read(run).deletedAt()).isEqualTo(first);
        assertThat(room.withoutOutputs).containsExactly(run.id());
    }

    @Test
    void tagsAreAddedAndRemovedOnAllGivenRuns() {
        Run other = room.upsert(aWish().named("other").tags("old", "kept")).run();
        List<Run> tagged =
                room.edits.tag(ADA, run.project(), List.of(run.id(), other.id()), List.of("new"), List.of("old"));
        assertThat(tagged).extracting(Run::tags).containsExactly(List.of("new"), List.of("kept", "new"));
    }

    @Test
    void runsOfOtherProjectsAndDeletedOnesAreNotShownByTaggingThem() {
        Run elsewhere = room.upsert(aWish().named("x").in("other")).run();
        Run gone = room.upsert(aWish().named("gone")).run();
        room.edits.delete(ADA, gone.id(), false);
        List<Run> tagged = room.edits.tag(
                ADA, run.project(), List.of(elsewhere.id(), run.id(), gone.id()), List.of("new"), List.of());
        assertThat(tagged).extracting(Run::name).containsExactly(run.name());
        assertThat(room.read(elsewhere).tags()).isEmpty();
        assertThat(room.edits.tag(ADA, run.project(), List.of(elsewhere.id()), List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void aTagWithTheHalfOfACharacterIsRefused() {
        for (String tag : List.of("\ud83d", "a\ude00b", "\ude00\ud83d")) {
            assertThatThrownBy(() -> room.edits.tag(ADA, run.project(), List.of(run.id()), List.of(tag), List.of()))
                    .isInstanceOfSatisfying(
                            Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
        }
        List<Run> tagged = room.edits.tag(ADA, run.project(), List.of(run.id()), List.of("\ud83d\ude00"), List.of());
        assertThat(tagged.getFirst().tags()).contains("\ud83d\ude00");
    }

    @Test
    void runsOfOtherProjectsAreNotTouched() {
        Run elsewhere = room.upsert(aWish().named("x").in("other")).run();
        room.edits.delete(ADA, run.project(), List.of(run.id(), elsewhere.id()), true);
        assertThat(room.read(run).isDeleted()).isTrue();
        assertThat(room.read(elsewhere).isDeleted()).isFalse();
        assertThat(room.withoutOutputs).containsExactly(run.id());
    }

    @Test
    void aRunIsMovedUnlessItsIdIsTakenThere() {
        ProjectId destination = room.projects.openForRuns(ADA, "ada", "other");
        room.edits.move(ADA, run.project(), destination, List.of(run.id()));
        assertThat(room.read(run).project()).isEqualTo(destination);
        Run second = room.begin("r");
        assertThatThrownBy(() -> room.edits.move(ADA, second.project(), destination, List.of(second.id())))
                .hasMessageContaining("already has");
    }

    @Test
    void rewindingKeepsTheRowsUpToTheStep() {
        room.stream(
                "r",
                anUpdate()
                        .rows(0, "{\"x\":0}", "{\"x\":1}", "{\"x\":2}")
                        .summary("{\"x\":2}")
                        .ends(0));
        Run rewound = room.rewinds.rewind(ADA, "ada", "p", "r", 1);
        assertThat(rewound.id()).isEqualTo(run.id());
        assertThat(rewound.state()).isEqualTo(RunState.RUNNING);
        assertThat(rewound.counts()).isEqualTo(new RunCounts(2, 0, 0, 1L));
        assertThat(room.documents(run).summary()).isEqualTo("{\"x\":1}");
        assertThatThrownBy(() -> room.rewinds.rewind(ADA, "ada", "p", "absent", 1))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.NOT_FOUND));
    }

    @Test
    void nobodyEditsRunsUnlessSignedIn() {
        assertThatThrownBy(() -> room.edits.stop(Caller.ANONYMOUS, run.id()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.UNAUTHENTICATED));
    }
}
