package dev.selvedge.domain.runs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmootherTest {

    @Test
    void anAverageOfAConstantIsTheConstant() {
        for (Smoothing.Kind kind : Smoothing.Kind.values()) {
            double[] ys = new double[50];
            Arrays.fill(ys, 3);
            for (double smoothed : smooth(new Smoothing(kind, kind == Smoothing.Kind.GAUSSIAN ? 4 : 0.9), ys)) {
                assertThat(smoothed).as("%s", kind).isCloseTo(3, within(1e-12));
            }
        }
    }

    @Test
    void theMovingAverageIsDebiased() {
        double[] ys = new Random(1).doubles(100).toArray();
        double[] smoothed = smooth(new Smoothing(Smoothing.Kind.EMA, 0.8), ys);
        double last = 0;
        for (int i = 0; i < ys.length; i++) {
            last = last * 0.8 + 0.2 * ys[i];
            assertThat(smoothed[i]).isCloseTo(last / (1 - Math.pow(0.8, i + 1)), within(1e-12));
        }
    }

    @Test
    void theTimeWeightedAverageForgetsByDistance() {
        double[] ys = {1, 5, 2, 8};
        double[] xs = {0, 1, 5, 10};
        double weight = Math.sqrt(0.81);
        double[] smoothed = smooth(new Smoothing(Smoothing.Kind.TIME_WEIGHTED_EMA, 0.81), xs, ys);
        double last = 0;
        double debias = 0;
        for (int i = 0; i < ys.length; i++) {
            double change = (xs[i] - xs[Math.max(0, i - 1)]) / 10 * 1000;
            last = last * Math.pow(weight, change) + ys[i];
            debias = debias * Math.pow(weight, change) + 1;
            assertThat(smoothed[i]).isCloseTo(last / debias, within(1e-12));
        }
    }

    @Test
    void aRunningAverageIsTheMeanOfItsWindow() {
        assertThat(smooth(new Smoothing(Smoothing.Kind.RUNNING_AVERAGE, 3), new double[] {0, 3, 6, 9}))
                .containsExactly(1.5, 3, 6, 7.5);
        assertThat(smooth(new Smoothing(Smoothing.Kind.GAUSSIAN, 0), new double[] {0, 3, 6}))
                .containsExactly(0, 3, 6);
    }

    @Test
    void aNotANumberNeitherCountsNorSpreads() {
        assertThat(smooth(new Smoothing(Smoothing.Kind.EMA, 0.5), new double[] {Double.NaN, 4, Double.NaN, 4}))
                .containsExactly(Double.NaN, 4, 4, 4);
        assertThat(smooth(new Smoothing(Smoothing.Kind.RUNNING_AVERAGE, 3), new double[] {1, Double.NaN, 3}))
                .containsExactly(1, 2, 3);
    }

    private static double[] smooth(Smoothing smoothing, double[] ys) {
        double[] xs = new double[ys.length];
        Arrays.setAll(xs, i -> i);
        return smooth(smoothing, xs, ys);
    }

    private static double[] smooth(Smoothing smoothing, double[] xs, double[] ys) {
        List<Double> out = new ArrayList<>();
        Smoother smoother = Smoother.of(smoothing, xs[xs.length - 1] - xs[0]);
        Smoother.Sink sink = (x, y, smoothed) -> {
            assertThat(x).isEqualTo(xs[out.size()]);
            out.add(smoothed);
        };
        for (int i = 0; i < xs.length; i++) {
            smoother.add(xs[i], ys[i], sink);
        }
        smoother.end(sink);
        return out.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
