package dev.selvedge.domain.sweeps.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Bayesian optimisation: a Gaussian process over ended runs, expected improvement over random candidates.
 *
 * <p>Runs still going are given the process's own prediction, so that parallel agents spread out.
 */
final class BayesSearch {

    private static final int MAX_SAMPLES = 100;
    private static final int CANDIDATES = 1_000;
    private static final int LOCAL_CANDIDATES = 200;
    private static final double EPSILON = 1e-6;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private BayesSearch() {}

    static Map<String, Object> next(
            ParameterSpace space, SweepConfig.Metric metric, List<ObservedRun> runs, RandomGenerator random) {
        List<double[]> points = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        List<double[]> pending = new ArrayList<>();
        collect(space, metric, runs, points, losses, pending);
        if (points.size() < 2) {
            return space.at(randomPoint(space, random));
        }
        thin(points, losses, random);
        return space.at(suggest(points, losses, pending, space, random));
    }

    private static void collect(
            ParameterSpace space,
            SweepConfig.Metric metric,
            List<ObservedRun> runs,
            List<double[]> points,
            List<Double> losses,
            List<double[]> pending) {
        double worst = worst(metric, runs);
        for (ObservedRun run : runs) {
            double[] point = space.coordinates(run.configuration());
            if (!finite(point)) {
                continue;
            }
            boolean counts = switch (run.state()) {
                case FINISHED, FAILED -> true;
                case RUNNING -> metric.imputeWhileRunning().isPresent();
                case WAITING -> false;
            };
            if (counts) {
                double value = value(metric, run, worst);
                points.add(point);
                losses.add(metric.maximize() ? -value : value);
            } else {
                pending.add(point);
            }
        }
    }

    private static double value(SweepConfig.Metric metric, ObservedRun run, double worst) {
        SweepConfig.Impute impute = run.state() == ObservedRun.State.RUNNING
                ? metric.imputeWhileRunning().orElseThrow()
                : metric.impute();
        double own = run.extremum(metric.maximize());
        if (run.state() != ObservedRun.State.FAILED && Double.isFinite(own)) {
            return own;
        }
        return switch (impute) {
            case WORST -> worst;
            case BEST -> Double.isFinite(own) ? own : 0;
            case LATEST -> run.metricHistory().length == 0 ? 0 : run.metricHistory()[run.metricHistory().length - 1];
        };
    }

    /** The worst result of any ended run, so that the search keeps away from settings that fail. */
    private static double worst(SweepConfig.Metric metric, List<ObservedRun> runs) {
        double worst = Double.NaN;
        for (ObservedRun run : runs) {
            if (run.state() != ObservedRun.State.FINISHED && run.state() != ObservedRun.State.FAILED) {
                continue;
            }
            double value = run.extremum(!metric.maximize());
            if (Double.isFinite(value)) {
                worst = Double.isNaN(worst)
                        ? value
                        : metric.maximize() ? Math.min(worst, value) : Math.max(worst, value);
            }
        }
        return Double.isNaN(worst) ? 0 : worst;
    }

    /** Fitting costs the cube of the number of samples: beyond a bound the best is kept and the rest drawn. */
    private static void thin(List<double[]> points, List<Double> losses, RandomGenerator random) {
        while (points.size() > MAX_SAMPLES) {
            int drop = random.nextInt(points.size());
            int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
            if (drop != best) {
                points.remove(drop);
                losses.remove(drop);
            }
        }
    }

    private static double[] suggest(
            List<double[]> points,
            List<Double> losses,
            List<double[]> pending,
            ParameterSpace space,
            RandomGenerator random) {
        double best = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double[] bestPoint = points.get(losses.indexOf(best));
        Scale scale = Scale.of(losses);
        GaussianProcess process = GaussianProcess.fit(points.toArray(double[][]::new), scale.apply(losses));
        if (!pending.isEmpty()) {
            List<double[]> all = new ArrayList<>(points);
            List<Double> imagined = new ArrayList<>(losses);
            for (double[] point : pending.subList(0, Math.min(pending.size(), MAX_SAMPLES - 5))) {
                all.add(point);
                imagined.add(scale.back(process.predict(point).mean()));
            }
            scale = Scale.of(imagined);
            process = GaussianProcess.fit(all.toArray(double[][]::new), scale.apply(imagined));
        }
        double target = scale.forward(best);
        double[] chosen = null;
        double chosenImprovement = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES + LOCAL_CANDIDATES; i++) {
            double[] candidate = i < CANDIDATES ? randomPoint(space, random) : near(bestPoint, random);
            double improvement = expectedImprovement(process.predict(candidate), target);
            if (improvement > chosenImprovement) {
                chosenImprovement = improvement;
                chosen = candidate;
            }
        }
        return chosen;
    }

    private static double expectedImprovement(GaussianProcess.Prediction prediction, double target) {
        double gain = target - prediction.mean();
        double z = gain / (prediction.deviation() + EPSILON);
        return gain * NORMAL.cumulativeProbability(z) + prediction.deviation() * NORMAL.density(z);
    }

    private static double[] randomPoint(ParameterSpace space, RandomGenerator random) {
        double[] point = new double[space.dimensions()];
        for (int i = 0; i < point.length; i++) {
            point[i] = random.nextDouble();
        }
        return point;
    }

    private static double[] near(double[] centre, RandomGenerator random) {
        double[] point = new double[centre.length];
        double spread = Math.pow(10, -1 - 2 * random.nextDouble());
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.clamp(centre[i] + spread * random.nextGaussian(), 0, 1);
        }
        return point;
    }

    private static boolean finite(double[] point) {
        for (double coordinate : point) {
            if (!Double.isFinite(coordinate)) {
                return false;
            }
        }
        return true;
    }

    /** Centres and scales losses; divides by the largest first, since huge finite losses would overflow their mean. */
    private record Scale(double mean, double deviation) {

        static Scale of(List<Double> losses) {
            double largest =
                    Math.max(1, losses.stream().mapToDouble(Math::abs).max().orElse(1));
            double mean = losses.stream()
                    .mapToDouble(loss -> loss / largest)
                    .average()
                    .orElse(0);
            double variance = losses.stream()
                    .mapToDouble(loss -> Math.pow(loss / largest - mean, 2))
                    .average()
                    .orElse(0);
            return new Scale(mean * largest, (Math.sqrt(variance) + EPSILON / largest) * largest);
        }

        double forward(double loss) {
            return (loss - mean) / deviation;
        }

        double back(double scaled) {
            return scaled * deviation + mean;
        }

        double[] apply(List<Double> losses) {
            return losses.stream().mapToDouble(this::forward).toArray();
        }
    }
}
