package dev.selvedge.domain.sweeps.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GridSearchTest {

    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    @Test
    void everyCombinationComesOnceThenNothing() {
        SweepConfig config = SweepConfigParser.parse(
                "{method: grid, parameters: {b: {values: [x, y]}, a: {values: [1, 2, 3]}, c: {value: 7}}}");
        List<Map<String, Object>> all = walk(config);
        assertThat(all).hasSize(6).doesNotHaveDuplicates();
        assertThat(all.getFirst())
                .isEqualTo(Map.of("a", Map.of("value", 1), "b", Map.of("value", "x"), "c", Map.of("value", 7)));
        assertThat(all.get(1).get("b")).isEqualTo(Map.of("value", "y"));
        assertThat(Search.expectedRuns(config)).contains(6L);
    }

    @Test
    void nestedParametersKeepTheirShape() {
        SweepConfig config = SweepConfigParser.parse(
                "{method: grid, parameters: {opt: {parameters: {lr: {values: [0.1]}, kind: {value: adam}}}}}");
        assertThat(walk(config)).containsExactly(Map.of("opt", Map.of("value", Map.of("lr", 0.1, "kind", "adam"))));
    }

    @Test
    void aValueThatChangedItsNumberFormIsNotRunAgain() {
        SweepConfig config = SweepConfigParser.parse("{method: grid, parameters: {a: {values: [3.0e+6, 1]}}}");
        ObservedRun ran = run("r", Map.of("a", Map.of("value", 3_000_000)));
        assertThat(Search.next(config, List.of(ran), RANDOM)).contains(Map.of("a", Map.of("value", 1)));
    }

    @Test
    void keysAddedToADictValueByTheProgramDoNotMakeItNew() {
        SweepConfig config = SweepConfigParser.parse("{method: grid, parameters: {a: {values: [{k: 1}]}}}");
        ObservedRun ran = run("r", Map.of("a", Map.of("value", Map.of("k", 1, "added", "later"))));
        assertThat(Search.next(config, List.of(ran), RANDOM)).isEmpty();
    }

    @Test
    void boundedWholeNumbersAndMultiplesAreGridAxes() {
        SweepConfig config = SweepConfigParser.parse(
                "{method: grid, parameters: {n: {min: 1, max: 3}, q: {distribution: q_uniform, min: 0, max: 1, q: 0.25}}}");
        assertThat(walk(config)).hasSize(12);
    }

    private static List<Map<String, Object>> walk(SweepConfig config) {
        List<ObservedRun> runs = new ArrayList<>();
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Optional<Map<String, Object>> next = Search.next(config, runs, RANDOM);
            if (next.isEmpty()) {
                return all;
            }
            all.add(next.get());
            runs.add(run("r" + i, next.get()));
        }
        throw new AssertionError("the grid does not end");
    }

    private static ObservedRun run(String name, Map<String, Object> configuration) {
        return new ObservedRun(name, ObservedRun.State.WAITING, configuration, new double[0], Double.NaN);
    }
}
