package dev.selvedge.domain.runs;

import static dev.selvedge.domain.runs.RunsFixture.anUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.RunsFixture.InMemoryWatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run is lost after five minutes of silence, here, where no test says otherwise. */
class CrashDetectorTest {

    private final RunsFixture room = new RunsFixture();
    private final CrashWatch watch = new InMemoryWatch(null);
    private boolean serverTakesRows;
    private Duration crashAfter = Duration.ofMinutes(5);

    @Test
    void whoFallsSilentIsLostWhileTheOthersGoOn() {
        Run silent = room.begin("silent");
        Run speaking = room.begin("speaking");
        lookFor(Duration.ofMinutes(4), speaking);
        assertThat(stateOf(silent)).isEqualTo(RunState.RUNNING);
        lookFor(Duration.ofSeconds(90), speaking);
        assertThat(stateOf(silent)).isEqualTo(RunState.CRASHED);
        assertThat(stateOf(speaking)).isEqualTo(RunState.RUNNING);
    }

    @Test
    void afterAnOutageOfOursThoseWhoLiveHaveTimeToSaySo() {
        Run patient = room.begin("patient");
        Run lost = room.begin("lost");
        lookFor(Duration.ofMinutes(3), patient, lost);
        // servers, database or clock were away
        room.clock.pass(Duration.ofHours(2));
        lookFor(Duration.ofSeconds(100));
        assertThat(stateOf(patient)).isEqualTo(RunState.RUNNING);
        // its client came back after its longest wait
        lookFor(Duration.ofSeconds(60), patient);
        assertThat(stateOf(patient)).isEqualTo(RunState.RUNNING);
        assertThat(stateOf(lost)).isEqualTo(RunState.CRASHED);
        assertThat(room.heard).doesNotContain("patient crashed").contains("lost crashed");
    }

    /** As in a cluster, where workers are processes of their own. */
    @Test
    void whileNoServerTakesRowsNobodyIsLost() {
        Run patient = room.begin("patient");
        Run lost = room.begin("lost");
        serverTakesRows = true;
        lookFor(Duration.ofMinutes(3), patient, lost);
        serverTakesRows = false;
        lookFor(Duration.ofMinutes(10));
        assertThat(stateOf(patient)).isEqualTo(RunState.RUNNING);
        serverTakesRows = true;
        lookFor(Duration.ofSeconds(100));
        lookFor(Duration.ofSeconds(60), patient);
        assertThat(stateOf(patient)).isEqualTo(RunState.RUNNING);
        assertThat(stateOf(lost)).isEqualTo(RunState.CRASHED);
        assertThat(room.heard).doesNotContain("patient crashed");
    }

    @Test
    void anOutageThatIsShortIsOneWhereSilenceIsShortToo() {
        crashAfter = Duration.ofMinutes(2);
        Run patient = room.begin("patient");
        lookFor(Duration.ofMinutes(3), patient);
        lookFor(Duration.ofSeconds(20));
        room.clock.pass(Duration.ofSeconds(75));
        // its client tries again at least once a minute
        lookFor(Duration.ofSeconds(50));
        assertThat(stateOf(patient)).isEqualTo(RunState.RUNNING);
        lookFor(Duration.ofMinutes(1), patient);
        assertThat(stateOf(patient)).isEqualTo(RunState.RUNNING);
        lookFor(Duration.ofSeconds(130));
        assertThat(stateOf(patient)).isEqualTo(RunState.CRASHED);
    }

    @Test
    void aClockThatIsSetBackIsAnOutageToo() {
        Run run = room.begin("run");
        lookFor(Duration.ofMinutes(3), run);
        room.clock.pass(Duration.ofHours(-1));
        lookFor(Duration.ofMinutes(1));
        room.clock.pass(Duration.ofHours(1));
        lookFor(Duration.ofMinutes(1));
        assertThat(stateOf(run)).isEqualTo(RunState.RUNNING);
    }

    /** Rounds of ten seconds by whichever server is next; {@code speaking} send something before each. */
    private void lookFor(Duration time, Run... speaking) {
        for (long round = 0; round < time.toSeconds() / 10; round++) {
            room.clock.pass(Duration.ofSeconds(10));
            if (serverTakesRows) {
                watch.listens(room.clock.now);
            }
            for (Run run : speaking) {
                room.stream(run.name(), anUpdate());
            }
            room.crashes(watch, crashAfter).run();
        }
    }

    private RunState stateOf(Run run) {
        return room.read(run).state();
    }
}
