package dev.selvedge.domain.sweeps.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BayesSearchTest {

    private static final SweepConfig BRANIN = SweepConfigParser.parse("""
            method: bayes
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: -5.0, max: 10.0}, y: {min: 0.0, max: 15.0}}
            """);

    @Test
    void itFindsTheMinimumOfBraninFarBetterThanChance() {
        double[] bayes = new double[5];
        double[] chance = new double[5];
        for (int seed = 0; seed < 5; seed++) {
            bayes[seed] = bestOf(30, BRANIN, new SplittableRandom(seed));
            chance[seed] = randomBest(30, new SplittableRandom(seed));
        }
        // the global minimum is 0.3979
        assertThat(median(bayes)).isLessThan(0.6).isLessThan(median(chance) / 2);
    }

    @Test
    void runningRunsAreNotSuggestedAgain() {
        List<ObservedRun> runs = new ArrayList<>();
        RandomGenerator random = new SplittableRandom(5);
        for (int i = 0; i < 10; i++) {
            runs.add(finished("f" + i, Search.next(BRANIN, runs, random).orElseThrow()));
        }
        List<double[]> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Map<String, Object> next = Search.next(BRANIN, runs, random).orElseThrow();
            runs.add(new ObservedRun("w" + i, ObservedRun.State.WAITING, next, new double[0], Double.NaN));
            waiting.add(BRANIN.parameters().coordinates(next));
        }
        for (int i = 0; i < waiting.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(Arrays.equals(waiting.get(i), waiting.get(j))).isFalse();
            }
        }
    }

    @Test
    void failedRunsAndMissingMetricsDoNotStopTheSearch() {
        List<ObservedRun> runs = new ArrayList<>();
        RandomGenerator random = new SplittableRandom(5);
        for (int i = 0; i < 6; i++) {
            Map<String, Object> next = Search.next(BRANIN, runs, random).orElseThrow();
            runs.add(new ObservedRun("f" + i, ObservedRun.State.FAILED, next, new double[0], Double.NaN));
        }
        assertThat(Search.next(BRANIN, runs, random)).isPresent();
    }

    private static double bestOf(int count, SweepConfig config, RandomGenerator random) {
        List<ObservedRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(finished("r" + i, Search.next(config, runs, random).orElseThrow()));
        }
        return runs.stream().mapToDouble(ObservedRun::summaryMetric).min().orElseThrow();
    }

    private static double randomBest(int count, RandomGenerator random) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            best = Math.min(best, branin(-5 + 15 * random.nextDouble(), 15 * random.nextDouble()));
        }
        return best;
    }

    private static ObservedRun finished(String name, Map<String, Object> configuration) {
        double x = value(configuration, "x");
        double y = value(configuration, "y");
        return new ObservedRun(name, ObservedRun.State.FINISHED, configuration, new double[0], branin(x, y));
    }

    private static double value(Map<String, Object> configuration, String name) {
        return ((Number) ((Map<?, ?>) configuration.get(name)).get("value")).doubleValue();
    }

    private static double branin(double x, double y) {
        double a = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
