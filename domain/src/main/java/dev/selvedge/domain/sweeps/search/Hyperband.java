package dev.selvedge.domain.sweeps.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Stops runs that are behind at fixed iterations ("bands"): at each band a run must be among the best 1/eta of all runs
 * that got there.
 *
 * @param minIter first band, each next one eta times later; or
 * @param maxIter last band, {@code s} bands backwards, each eta times earlier
 * @param strict compare the value at the band itself, not the best so far
 */
public record Hyperband(Optional<Integer> minIter, Optional<Integer> maxIter, int s, double eta, boolean strict) {

    private static final int BANDS_FORWARD = 100;

    public Hyperband {
        if (minIter.isEmpty() == maxIter.isEmpty()) {
            throw new IllegalArgumentException("hyperband needs either min_iter or max_iter");
        }
        if (eta <= 1) {
            throw new IllegalArgumentException("hyperband needs eta > 1");
        }
    }

    /** Iterations at which runs are compared, ascending; empty when {@code max_iter} is too small for one. */
    List<Long> bands() {
        List<Long> bands = new ArrayList<>();
        if (maxIter.isPresent()) {
            double band = maxIter.get();
            for (int i = 0; i < s; i++) {
                band /= eta;
                if (band < 1) {
                    break;
                }
                bands.addFirst((long) band);
            }
        } else {
            double band = minIter.orElseThrow();
            for (int i = 0; i < BANDS_FORWARD && band < Integer.MAX_VALUE; i++) {
                bands.add((long) band);
                band *= eta;
            }
        }
        return bands;
    }

    /** Names of the running runs to stop. {@code runs} are all runs of the sweep, ended ones included. */
    public List<String> toStop(List<ObservedRun> runs, boolean maximize) {
        List<Long> bands = bands();
        List<double[]> losses = runs.stream().map(run -> losses(run, maximize)).toList();
        double[] thresholds =
                bands.stream().mapToDouble(band -> threshold(band, losses)).toArray();
        List<String> stop = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).state() == ObservedRun.State.RUNNING && behind(losses.get(i), bands, thresholds)) {
                stop.add(runs.get(i).name());
            }
        }
        return stop;
    }

    private static double[] losses(ObservedRun run, boolean maximize) {
        double[] losses = run.metricHistory().clone();
        if (maximize) {
            for (int i = 0; i < losses.length; i++) {
                losses[i] = -losses[i];
            }
        }
        return losses;
    }

    private double threshold(long band, List<double[]> losses) {
        double[] atBand = losses.stream()
                .filter(loss -> loss.length >= band && band >= 1)
                .mapToDouble(loss -> loss[(int) band - 1])
                .sorted()
                .toArray();
        return atBand.length == 0 ? Double.POSITIVE_INFINITY : atBand[(int) (atBand.length / eta)];
    }

    private boolean behind(double[] losses, List<Long> bands, double[] thresholds) {
        int last = -1;
        while (last + 1 < bands.size() && bands.get(last + 1) <= losses.length) {
            last++;
        }
        if (last < 0) {
            return false;
        }
        double value = strict
                ? losses[(int) (bands.get(last) - 1)]
                : Arrays.stream(losses).min().orElse(Double.POSITIVE_INFINITY);
        return value > thresholds[last];
    }
}
