package dev.selvedge.domain.runs;

import static dev.selvedge.domain.runs.RunsFixture.aWish;
import static dev.selvedge.domain.runs.RunsFixture.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunUpsertsTest {

    private final RunsFixture room = new RunsFixture();

    @Test
    void aRunWithoutNamesIsGivenThem() {
        RunUpserts.Upserted upserted = room.upsert(aWish().from("laptop"));
        assertThat(upserted.inserted()).isTrue();
        assertThat(upserted.run().name()).matches("[a-z0-9]{8}");
        assertThat(upserted.run().about().displayName()).matches("[a-z]+-[a-z]+-1");
        assertThat(upserted.run().state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aNamedRunIsInsertedOnce() {
        assertThat(room.upsert(aWish().named("r")).inserted()).isTrue();
        assertThat(room.upsert(aWish().named("r")).inserted()).isFalse();
        assertThat(room.upsert(aWish().named("r").in("other")).inserted()).isTrue();
    }

    @Test
    void nullLeavesThingsAsTheyAreAndEmptyTextRemovesThem() {
        Run run = room.upsert(aWish().named("r").shown("first").notes("n").tags("a"))
                .run();
        Run same = room.upsert(aWish().named("r").config("{}")).run();
        assertThat(same.about()).isEqualTo(run.about());
        assertThat(same.tags()).containsExactly("a");
        Run changed =
                room.upsert(aWish().id(run.id()).shown("").notes("").tags()).run();
        assertThat(changed.about().displayName()).isEqualTo("first");
        assertThat(changed.about().notes()).isNull();
        assertThat(changed.tags()).isEmpty();
    }

    @Test
    void groupsAndJobTypesTooLongToKeepAreRefused() {
        assertInvalid(aWish().named("r").group("g".repeat(513)));
        assertInvalid(aWish().named("r").jobType("j".repeat(513)));
        assertThat(room.upsert(aWish().named("r").group("g".repeat(512)))
                        .run()
                        .about()
                        .group())
                .hasSize(512);
    }

    @Test
    void whatTheClientFoundOutByItselfIsCutWhereItIsTooLong() {
        RunAbout about = room.upsert(aWish().from("h".repeat(600)).program("p/".repeat(600)))
                .run()
                .about();
        assertThat(about.host()).hasSize(512);
        assertThat(about.program()).hasSize(1024).startsWith("p/p/");
    }

    @Test
    void createdRunsMayBeginPending() {
        Run run = room.upsert(aWish().named("r").state(RunState.PENDING)).run();
        assertThat(run.state()).isEqualTo(RunState.PENDING);
        assertThat(room.begin("r").state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aProgramThatRunsAnewUnderTheNameOfAFinishedRunReplacesItsRows() {
        Run run = twoRowsThatEnd();
        Run again = room.upsert(aWish().named("r").from("laptop").config("{\"b\":{\"value\":1}}"))
                .run();
        assertThat(again.id()).isEqualTo(run.id());
        assertThat(again.state()).isEqualTo(RunState.RUNNING);
        assertThat(again.life().exitCode()).isNull();
        assertThat(room.documents(run).config()).isEqualTo("{\"b\":{\"value\":1}}");
        assertThat(again.counts().historyRows()).isEqualTo(2);
        room.stream("r", anUpdate().rows(2, "{\"x\":\"anew\"}"));
        room.stream("r", anUpdate().rows(3, "{\"x\":4}"));
        assertThat(room.rows(run)).containsExactly("{\"x\":\"anew\"}", "{\"x\":4}");
        assertThat(room.documents(run).summary()).isEqualTo("{}");
        assertThat(room.histories.deleted).containsExactly(run.history());
    }

    @Test
    void aPieceOfARecordingIsAddedToTheRunItNames() {
        Run run = twoRowsThatEnd();
        room.upsert(aWish().named("r").from("laptop"));
        room.stream("r", anUpdate().events(0, "{\"cpu\":1}"));
        room.stream("r", anUpdate().rows(2, "{\"x\":\"recorded\"}").ends(0));
        assertThat(room.rows(run)).containsExactly("{\"x\":1}", "{\"x\":2}", "{\"x\":\"recorded\"}");
        room.stream("r", anUpdate().rows(3, "{\"x\":\"anew\"}"));
        assertThat(room.rows(run)).hasSize(4);
    }

    @Test
    void aForkMadeOnceMoreBeginsWithItsParentsRows() {
        room.begin("parent");
        room.stream("parent", anUpdate().rows(0, "{\"x\":0}"));
        Run fork = room.upsert(aWish().named("r").from("laptop").config(branchPoint("parent", 0)))
                .run();
        room.stream("r", anUpdate().rows(1, "{\"x\":1}").ends(0));
        Run again = room.upsert(aWish().named("r").from("laptop").config(branchPoint("parent", 0)))
                .run();
        assertThat(again.id()).isEqualTo(fork.id());
        assertThat(again.counts().historyRows()).isOne();
        room.stream("r", anUpdate().rows(1, "{\"x\":\"anew\"}"));
        assertThat(room.rows(fork)).containsExactly("{\"x\":0}", "{\"x\":\"anew\"}");
    }

    private Run twoRowsThatEnd() {
        Run run = room.begin("r");
        room.stream(
                "r",
                anUpdate()
                        .rows(0, "{\"x\":1}", "{\"x\":2}")
                        .summary("{\"x\":2}")
                        .ends(1));
        return run;
    }

    @Test
    void whoeverResumesNamesTheRunByIdAndKeepsItsRows() {
        Run run = room.begin("r");
        room.stream("r", anUpdate().rows(0, "{\"x\":1}").ends(0));
        Run resumed =
                room.upsert(aWish().id(run.id()).named("r").from("laptop")).run();
        assertThat(resumed.state()).isEqualTo(RunState.RUNNING);
        assertThat(resumed.counts().historyRows()).isOne();
        assertThat(room.rows(run)).containsExactly("{\"x\":1}");
    }

    @Test
    void oneMoreWriterOfASharedRunStartsNothingOver() {
        Run run = room.upsert(aWish().named("r").from("one").shared().config("{\"a\":{\"value\":1}}"))
                .run();
        room.stream("r", anUpdate().by("one").rows(0, "{\"x\":1}").ends(0));
        room.upsert(aWish().named("r").from("two").shared().config("{\"b\":{\"value\":2}}"));
        assertThat(room.rows(run)).hasSize(1);
        assertThat(room.documents(run).config()).isEqualTo("{\"a\":{\"value\":1},\"b\":{\"value\":2}}");
    }

    @Test
    void editingAFinishedRunDoesNotReviveIt() {
        Run run = room.begin("r");
        room.stream("r", anUpdate().ends(0));
        Run edited = room.upsert(
                        aWish().id(run.id()).config("{\"a\":{\"value\":2}}").notes("good"))
                .run();
        assertThat(edited.state()).isEqualTo(RunState.FINISHED);
        assertThat(room.upsert(aWish().named("r").config("{}")).run().state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void aForkBeginsWithTheParentsRowsUpToItsStep() {
        Run parent = room.begin("parent");
        room.stream("parent", anUpdate().rows(0, "{\"x\":0}", "{\"x\":1}", "{\"x\":2}"));
        RunUpserts.Upserted fork =
                room.upsert(aWish().named("child").from("laptop").config(branchPoint("parent", 1)));
        assertThat(fork.run().counts()).isEqualTo(new RunCounts(2, 0, 0, 1L));
        assertThat(fork.run().fork()).isEqualTo(new Run.Fork(parent.id(), 1));
        assertThat(room.rows(fork.run())).containsExactly("{\"x\":0}", "{\"x\":1}");
        assertThat(room.rows(parent)).hasSize(3);
    }

    @Test
    void aForkOfNothingIsRefusedAndLeavesNoRun() {
        assertThatThrownBy(() -> room.upsert(aWish().named("child").config(branchPoint("absent", 1))))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.NOT_FOUND));
        assertThat(room.upsert(aWish().named("child")).inserted()).isTrue();
    }

    @Test
    void aRewoundRunNamesItselfAsItsBranchPoint() {
        Run run = room.begin("r");
        room.stream("r", anUpdate().rows(0, "{\"x\":0}", "{\"x\":1}"));
        Run same = room.upsert(aWish().id(run.id()).from("laptop").config(branchPoint("r", 0)))
                .run();
        assertThat(same.fork()).isNull();
        assertThat(room.rows(run)).hasSize(2);
    }

    @Test
    void theIdOfADeletedRunStaysTaken() {
        Run run = room.begin("r");
        room.edits.delete(RunsFixture.ADA, run.id(), false);
        assertThatThrownBy(() -> room.begin("r"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.GONE));
    }

    @Test
    void aRecordingIsAsOldAsItsProgram() {
        Run run = room.begin("r");
        String started = "2026-02-20T08:00:00.250Z";
        String config = "{\"_wandb\":{\"value\":{\"e\":{\"w1\":{\"startedAt\":\"" + started + "\"}}}}}";
        assertThat(room.upsert(aWish().named("r").config(config)).run().life().createdAt())
                .isEqualTo(Instant.parse(started));
        Run slightly = room.begin("other");
        String now = config.replace(started, room.clock.now.minusSeconds(5).toString());
        assertThat(room.upsert(aWish().named("other").config(now)).run().life().createdAt())
                .isEqualTo(slightly.life().createdAt());
    }

    @Test
    void aNewRecordingHasJustBeenHeardOf() {
        String config = "{\"_wandb\":{\"value\":{\"e\":{\"w1\":{\"startedAt\":\"2026-02-20T08:00:00Z\"}}}}}";
        Run run = room.upsert(aWish().named("r").from("laptop").config(config)).run();
        assertThat(run.life().createdAt()).isEqualTo(Instant.parse("2026-02-20T08:00:00Z"));
        assertThat(run.life().heartbeatAt()).isEqualTo(room.clock.now);
        assertThat(run.life().updatedAt()).isEqualTo(room.clock.now);
        room.clock.pass(Duration.ofMinutes(1));
        room.crashes().run();
        assertThat(room.read(run).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aRunThatWasStoppedBeforeItBeganIsToldSoWhenItBegins() {
        Run run = room.upsert(aWish().named("r").state(RunState.PENDING)).run();
        room.edits.stop(RunsFixture.ADA, run.id());
        assertThat(room.begin("r").life().stopRequested()).isTrue();
        assertThat(room.stream("r", anUpdate().rows(0, "{\"x\":1}")).stop()).isTrue();
        room.stream("r", anUpdate().ends(1));
        assertThat(room.read(run).state()).isEqualTo(RunState.KILLED);
        assertThat(room.begin("r").life().stopRequested()).as("once more").isFalse();
    }

    @Test
    void aRunThatWasKilledBeforeItBeganIsToldSoWhenItBeginsAllTheSame() {
        Run run = room.upsert(aWish().named("r").state(RunState.PENDING)).run();
        room.edits.stop(RunsFixture.ADA, run.id());
        room.upsert(aWish().id(run.id()).state(RunState.KILLED));
        assertThat(room.begin("r").life().stopRequested()).isTrue();
    }

    @Test
    void environmentsOfEarlierWritersStay() {
        Run run = room.begin("r");
        room.upsert(aWish().named("r").config("{\"_wandb\":{\"value\":{\"t\":{},\"e\":{\"w1\":{\"os\":\"a\"}}}}}"));
        room.upsert(aWish().id(run.id()).config("{\"_wandb\":{\"value\":{\"t\":{},\"e\":{\"w2\":{\"os\":\"b\"}}}}}"));
        assertThat(room.documents(run).config()).contains("w1").contains("w2");
    }

    @Test
    void editingKeysByTheApiKeepsWhatTheClientSaidAboutItself() {
        Run run = room.upsert(aWish().named("r").config("{\"_wandb\":{\"value\":{\"t\":{}}},\"a\":{\"value\":1}}"))
                .run();
        room.upsert(aWish().id(run.id()).config("{\"b\":{\"value\":1}}"));
        assertThat(room.documents(run).config())
                .contains("_wandb")
                .contains("\"b\"")
                .doesNotContain("\"a\"");
    }

    @Test
    void runsOfAServiceAccountBelongToThePersonItWorksFor() {
        Caller service = new Caller.SignedIn(new UserId(7), "robot", false, new UserId(99));
        assertThat(room.upserts.upsert(service, aWish().build()).run().user()).isEqualTo(new UserId(99));
    }

    @ParameterizedTest
    @ValueSource(strings = {" r", "r ", "a/b", "a:b", "a;b", "a,b", "a#b", "a?b", "a'b", "a\nb"})
    void namesThatUrlsCannotHoldAreRefused(String name) {
        assertInvalid(aWish().named(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"a\":}", "nonsense"})
    void aConfigThatIsNoObjectIsRefused(String config) {
        assertInvalid(aWish().named("r").config(config));
        assertInvalid(aWish().named("r").summary(config));
    }

    @Test
    void tagsHaveOneToSixtyFourCharacters() {
        assertInvalid(aWish().named("r").tags(""));
        assertInvalid(aWish().named("r").tags("x".repeat(65)));
        assertThat(room.upsert(aWish().named("r").tags("x".repeat(64), "b", "b"))
                        .run()
                        .tags())
                .hasSize(2);
    }

    @Test
    void nobodyBeginsARunUnlessSignedInAndAllowed() {
        assertThatThrownBy(() -> room.upserts.upsert(Caller.ANONYMOUS, aWish().build()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.UNAUTHENTICATED));
        assertThat(room.store.find(List.of(new RunId(1)))).isEmpty();
    }

    private void assertInvalid(WishBuilder wish) {
        assertThatThrownBy(() -> room.upsert(wish))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
    }

    private static String branchPoint(String run, long step) {
        return "{\"_wandb\":{\"value\":{\"branch_point\":{\"run_id\":\"" + run + "\",\"step\":" + step + "}}}}";
    }
}
