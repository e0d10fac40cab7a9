package dev.selvedge.domain.sweeps.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A sweep's configuration, checked.
 *
 * @param searchedOutside whether a program beside the server chooses the runs and which of them to stop
 * @param warnings what is accepted but probably not meant; shown to the user who created the sweep
 */
public record SweepConfig(
        Method method,
        Optional<Metric> metric,
        ParameterSpace parameters,
        Optional<Hyperband> earlyTerminate,
        OptionalInt runCap,
        Optional<String> program,
        boolean searchedOutside,
        List<String> warnings) {

    public enum Method {
        GRID,
        RANDOM,
        BAYES,
        CUSTOM
    }

    /**
     * @param impute what stands in for a metric that a failed run never logged
     * @param imputeWhileRunning when given, running runs count with this instead of a guess
     */
    public record Metric(
            String name,
            boolean maximize,
            Optional<Double> target,
            Impute impute,
            Optional<Impute> imputeWhileRunning) {}

    public enum Impute {
        BEST,
        WORST,
        LATEST
    }
}
