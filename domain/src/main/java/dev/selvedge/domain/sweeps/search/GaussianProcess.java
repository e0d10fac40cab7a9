package dev.selvedge.domain.sweeps.search;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * Gaussian process regression with a Matérn 3/2 kernel of one length scale, on points of the unit cube and centred,
 * scaled targets. The length scale maximises the marginal likelihood.
 */
final class GaussianProcess {

    private static final double NUGGET = 1e-7;
    private static final double MIN_LOG_SCALE = Math.log(1e-2);
    private static final double MAX_LOG_SCALE = Math.log(1e2);
    private static final int STARTS = 8;

    private final double[][] points;
    private final double lengthScale;
    private final double[][] choleskyFactor;
    private final RealVector weights;

    private GaussianProcess(double[][] points, double lengthScale, CholeskyDecomposition cholesky, RealVector weights) {
        this.points = points;
        this.lengthScale = lengthScale;
        this.choleskyFactor = cholesky.getL().getData();
        this.weights = weights;
    }

    static GaussianProcess fit(double[][] points, double[] targets) {
        RealVector y = new ArrayRealVector(targets, false);
        // the likelihood may have several maxima: a coarse scan finds the right valley, Brent its bottom
        double best = 0;
        double bestCost = Double.POSITIVE_INFINITY;
        double step = (MAX_LOG_SCALE - MIN_LOG_SCALE) / STARTS;
        for (int i = 0; i <= STARTS; i++) {
            double logScale = MIN_LOG_SCALE + i * step;
            double cost = negativeLogLikelihood(points, y, Math.exp(logScale));
            if (cost < bestCost) {
                bestCost = cost;
                best = logScale;
            }
        }
        double optimum = new BrentOptimizer(1e-4, 1e-6)
                .optimize(
                        new MaxEval(100),
                        GoalType.MINIMIZE,
                        new UnivariateObjectiveFunction(s -> negativeLogLikelihood(points, y, Math.exp(s))),
                        new SearchInterval(Math.max(MIN_LOG_SCALE, best - step), Math.min(MAX_LOG_SCALE, best + step)))
                .getPoint();
        double lengthScale = Math.exp(optimum);
        CholeskyDecomposition cholesky = decompose(points, lengthScale);
        return new GaussianProcess(
                points, lengthScale, cholesky, cholesky.getSolver().solve(y));
    }

    private static double negativeLogLikelihood(double[][] points, RealVector y, double lengthScale) {
        CholeskyDecomposition cholesky = decompose(points, lengthScale);
        DecompositionSolver solver = cholesky.getSolver();
        double fit = 0.5 * y.dotProduct(solver.solve(y));
        double logDeterminant = 0;
        RealMatrix l = cholesky.getL();
        for (int i = 0; i < points.length; i++) {
            logDeterminant += Math.log(l.getEntry(i, i));
        }
        return fit + logDeterminant;
    }

    private static CholeskyDecomposition decompose(double[][] points, double lengthScale) {
        int n = points.length;
        double[][] k = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                k[i][j] = k[j][i] = matern(points[i], points[j], lengthScale);
            }
            k[i][i] += NUGGET;
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(k, false), 1e-9, 1e-14);
    }

    private static double matern(double[] a, double[] b, double lengthScale) {
        double squared = 0;
        for (int i = 0; i < a.length; i++) {
            double d = (a[i] - b[i]) / lengthScale;
            squared += d * d;
        }
        double r = Math.sqrt(3 * squared);
        return (1 + r) * Math.exp(-r);
    }

    record Prediction(double mean, double deviation) {}

    Prediction predict(double[] point) {
        int n = points.length;
        double[] k = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            k[i] = matern(point, points[i], lengthScale);
            mean += k[i] * weights.getEntry(i);
        }
        // forward substitution L v = k; the variance is k(x,x) - v·v
        double variance = 1;
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = k[i];
            for (int j = 0; j < i; j++) {
                sum -= choleskyFactor[i][j] * v[j];
            }
            v[i] = sum / choleskyFactor[i][i];
            variance -= v[i] * v[i];
        }
        return new Prediction(mean, Math.sqrt(Math.max(variance, 0)));
    }
}
