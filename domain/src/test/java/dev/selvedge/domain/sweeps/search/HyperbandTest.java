package dev.selvedge.domain.sweeps.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperbandTest {

    @Test
    void bandsRunBackwardsFromTheLastOrForwardsFromTheFirst() {
        assertThat(parse("max_iter: 27, s: 2, eta: 3").bands()).containsExactly(3L, 9L);
        assertThat(parse("max_iter: 5, s: 2, eta: 2").bands()).containsExactly(1L, 2L);
        assertThat(parse("min_iter: 3").bands()).startsWith(3L, 9L, 27L);
    }

    @Test
    void runsBehindAtTheLastBandTheyReachedAreStopped() {
        Hyperband hyperband = parse("max_iter: 5, eta: 2, s: 2");
        List<ObservedRun> runs = List.of(
                run("a", ObservedRun.State.FINISHED, 10, 9),
                run("b", ObservedRun.State.RUNNING, 10, 10),
                run("c", ObservedRun.State.RUNNING, 10, 8, 8),
                run("d", ObservedRun.State.RUNNING, 10, 7, 7),
                run("e", ObservedRun.State.FINISHED, 10, 6, 6));
        // at the second band the runs stand at 6 7 8 9 10; the best half ends at 8
        assertThat(hyperband.toStop(runs, false)).containsExactly("b");
    }

    @Test
    void largerIsBetterWhenTheGoalSaysSo() {
        Hyperband hyperband = parse("min_iter: 1, eta: 2");
        List<ObservedRun> runs = List.of(
                run("low", ObservedRun.State.RUNNING, 0.1),
                run("high", ObservedRun.State.RUNNING, 0.9),
                run("mid", ObservedRun.State.RUNNING, 0.5));
        assertThat(hyperband.toStop(runs, true)).containsExactly("low");
    }

    @Test
    void strictLooksAtTheBandItself() {
        List<ObservedRun> runs = List.of(
                run("fell", ObservedRun.State.RUNNING, 1, 9),
                run("x", ObservedRun.State.FINISHED, 5, 5),
                run("y", ObservedRun.State.FINISHED, 4, 4));
        assertThat(parse("max_iter: 4, s: 1, eta: 2").toStop(runs, false)).isEmpty();
        assertThat(parse("max_iter: 4, s: 1, eta: 2, strict: true").toStop(runs, false))
                .containsExactly("fell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "method: grid",
                "{method: nope, parameters: {a: {value: 1}}}",
                "{method: bayes, parameters: {a: {min: 0, max: 1}}}",
                "{method: random, parameters: {a: {min: 2, max: 1}}}",
                "{method: random, parameters: {a: {distribution: log_uniform_values, min: 0, max: 1}}}",
                "{method: random, parameters: {a: {values: [1], probabilities: [0.5]}}}",
                "{method: grid, parameters: {a: {min: 0.5, max: 1.5}}}",
                "{method: random, run_cap: 0, parameters: {a: {value: 1}}}",
                "{method: random, parameters: {a: 3}}",
                "{method: random, early_terminate: {type: hyperband, min_iter: 3}, parameters: {a: {value: 1}}}",
                "{method: [",
            })
    void whatNoSearchCanRunIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> SweepConfigParser.parse(text))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INVALID));
    }

    private static Hyperband parse(String settings) {
        return SweepConfigParser.parse(
                        "{method: random, metric: {name: loss, goal: minimize}, early_terminate: {type: hyperband, "
                                + settings + "}, parameters: {a: {min: 0, max: 1}}}")
                .earlyTerminate()
                .orElseThrow();
    }

    private static ObservedRun run(String name, ObservedRun.State state, double... history) {
        return new ObservedRun(name, state, Map.of(), history, Double.NaN);
    }
}
