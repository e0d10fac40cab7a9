package dev.selvedge.domain.sweeps.search;

import java.util.Map;

/**
 * A run of the sweep as the search sees it.
 *
 * @param configuration {@code {"lr":{"value":0.1}}}
 * @param metricHistory the sweep's metric in logged order, finite values only; read only where a method needs it
 * @param summaryMetric the metric's last summary value, or NaN
 */
public record ObservedRun(
        String name, State state, Map<String, Object> configuration, double[] metricHistory, double summaryMetric) {

    /** Waiting and running runs occupy a place of the search; ended ones have told what they can. */
    public enum State {
        WAITING,
        RUNNING,
        FINISHED,
        FAILED
    }

    /** The best (smallest, or largest) finite value the run has shown, NaN when there is none. */
    double extremum(boolean largest) {
        double best = Double.NaN;
        for (double value : metricHistory) {
            best = better(best, value, largest);
        }
        return better(best, summaryMetric, largest);
    }

    private static double better(double best, double value, boolean largest) {
        if (!Double.isFinite(value)) {
            return best;
        }
        return Double.isNaN(best) ? value : largest ? Math.max(best, value) : Math.min(best, value);
    }
}
