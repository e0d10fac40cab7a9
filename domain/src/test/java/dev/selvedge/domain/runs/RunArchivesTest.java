package dev.selvedge.domain.runs;

import static dev.selvedge.domain.runs.RunsFixture.ADA;
import static dev.selvedge.domain.runs.RunsFixture.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunArchivesTest {

    private final RunsFixture room = new RunsFixture();

    @Test
    void aRewindKeepsTheRowsItCutsOff() {
        Run run = loggedRun();
        HistoryId before = run.history();

        room.rewinds.rewind(ADA, "ada", "p", "r", 1);

        RunArchive archive = room.archives.require(run, 1);
        assertThat(archive.history()).isEqualTo(before);
        assertThat(archive.rewoundTo()).isEqualTo(1);
        assertThat(archive.rows()).isEqualTo(3);
        assertThat(archive.lastStep()).isEqualTo(2);
        assertThat(room.histories.rows(before)).hasSize(3);
        assertThat(room.histories.deleted).isEmpty();
        assertThatThrownBy(() -> room.archives.require(run, 2)).isInstanceOf(Fault.class);
    }

    @Test
    void ofManyRewindsTheLastTwentyAreKept() {
        Run run = loggedRun();
        for (int i = 0; i < 25; i++) {
            room.rewinds.rewind(ADA, "ada", "p", "r", 1);
        }
        List<RunArchive> kept = room.archives.of(run);
        assertThat(kept).hasSize(RunArchives.MOST);
        assertThat(kept.getFirst().number()).isEqualTo(25);
        assertThat(kept.getLast().number()).isEqualTo(6);
        assertThat(room.histories.deleted).hasSize(5);
    }

    @Test
    void aDeletedRunFreesItsRowsAfterAWhile() {
        Run run = loggedRun();
        room.rewinds.rewind(ADA, "ada", "p", "r", 1);
        Run rewound = room.store.find(run.id()).orElseThrow();
        Instant deleted = room.clock.instant();
        room.store.setDeleted(List.of(run.id()), deleted);

        room.clock.pass(Duration.ofDays(6));
        assertThat(room.deletedRuns.freeRows()).isZero();
        assertThat(room.histories.deleted).isEmpty();

        room.clock.pass(Duration.ofDays(2));
        assertThat(room.deletedRuns.freeRows()).isEqualTo(1);
        assertThat(room.histories.deleted).containsExactlyInAnyOrder(run.history(), rewound.history());
        assertThat(room.archives.of(run)).isEmpty();
        assertThat(room.deletedRuns.freeRows()).isZero();
        assertThat(room.store.find(run.id()).orElseThrow().counts().historyRows())
                .isZero();
    }

    @Test
    void aDeletedProjectTakesItsRunsAlong() {
        Run run = loggedRun();
        room.store.deletedProjects.put(run.project(), room.clock.instant());

        room.clock.pass(Duration.ofDays(6));
        assertThat(room.deletedRuns.freeRows()).isZero();
        assertThat(room.store.find(run.id()).orElseThrow().isDeleted()).isFalse();

        room.clock.pass(Duration.ofDays(2));
        assertThat(room.deletedRuns.freeRows()).isEqualTo(1);
        assertThat(room.histories.deleted).containsExactly(run.history());
        Run freed = room.store.find(run.id()).orElseThrow();
        // what sweeps files asks how long runs have been deleted
        assertThat(freed.deletedAt()).isBefore(room.clock.instant().minus(Duration.ofDays(7)));
    }

    private Run loggedRun() {
        Run run = room.begin("r");
        room.stream("r", anUpdate().rows(0, "{\"x\":0}", "{\"x\":1}", "{\"x\":2}"));
        return room.read(run);
    }
}
