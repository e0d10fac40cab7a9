package dev.selvedge.domain.sweeps.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Chooses the next configuration of a sweep. */
public final class Search {

    private Search() {}

    /**
     * The next run's configuration ({@code {"lr":{"value":0.1}}}), or empty when the search is exhausted. {@code runs} are
     * all runs of the sweep, also those only handed out, so that nothing is suggested twice.
     *
     * @throws IllegalArgumentException for {@code custom}, which a scheduler outside the server drives
     */
    public static Optional<Map<String, Object>> next(
            SweepConfig config, List<ObservedRun> runs, RandomGenerator random) {
        return switch (config.method()) {
            case GRID -> GridSearch.next(config.parameters(), runs);
            case RANDOM -> Optional.of(random(config.parameters(), random));
            case BAYES ->
                Optional.of(
                        BayesSearch.next(config.parameters(), config.metric().orElseThrow(), runs, random));
            case CUSTOM -> throw new IllegalArgumentException("A custom sweep is driven by its own scheduler");
        };
    }

    /** How many runs the sweep can have in all, where that is known: the size of a grid. */
    public static Optional<Long> expectedRuns(SweepConfig config) {
        Optional<Long> size = config.method() == SweepConfig.Method.GRID
                ? Optional.of(GridSearch.size(config.parameters()))
                : Optional.empty();
        if (config.runCap().isEmpty()) {
            return size;
        }
        long cap = config.runCap().getAsInt();
        return Optional.of(size.map(s -> Math.min(s, cap)).orElse(cap));
    }

    private static Map<String, Object> random(ParameterSpace space, RandomGenerator random) {
        double[] point = new double[space.dimensions()];
        for (int i = 0; i < point.length; i++) {
            point[i] = random.nextDouble();
        }
        return space.at(point);
    }
}
