package dev.selvedge.domain.sweeps.search;

import java.util.List;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.LogNormalDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What values a parameter may take and how likely each is.
 *
 * <p>Search methods work in the unit cube: {@link #quantile} turns a coordinate into a value, {@link #cdf} turns the
 * value a run used back into its coordinate.
 */
sealed interface Distribution {

    /** The value at probability {@code u}, 0 ≤ u ≤ 1. */
    Object quantile(double u);

    /** The coordinate of {@code value}; NaN for a value the distribution cannot have produced. */
    double cdf(Object value);

    /** One fixed value; takes no part in the search. */
    record Constant(Object value) implements Distribution {
        @Override
        public Object quantile(double u) {
            return value;
        }

        @Override
        public double cdf(Object ignored) {
            return 0;
        }
    }

    /** One of {@code values}; {@code probabilities} sum to one and are as many. */
    record Categorical(List<Object> values, double[] probabilities, boolean weighted) implements Distribution {

        static Categorical uniform(List<Object> values) {
            double[] equal = new double[values.size()];
            java.util.Arrays.fill(equal, 1.0 / values.size());
            return new Categorical(values, equal, false);
        }

        @Override
        public Object quantile(double u) {
            double sum = 0;
            for (int i = 0; i < probabilities.length; i++) {
                sum += probabilities[i];
                if (u < sum) {
                    return values.get(i);
                }
            }
            return values.get(lastPossible());
        }

        private int lastPossible() {
            int last = probabilities.length - 1;
            while (last > 0 && probabilities[last] == 0) {
                last--;
            }
            return last;
        }

        @Override
        public double cdf(Object value) {
            Object wanted = JsonValues.canonical(value);
            double sum = 0;
            for (int i = 0; i < probabilities.length; i++) {
                sum += probabilities[i];
                if (JsonValues.canonical(values.get(i)).equals(wanted)) {
                    return Math.min(1, sum);
                }
            }
            return Double.NaN;
        }
    }

    /** Whole numbers {@code min … max}, both included, equally likely. */
    record IntUniform(long min, long max) implements Distribution {
        @Override
        public Object quantile(double u) {
            double count = (double) max - min + 1;
            return Math.min(max, min + (long) Math.max(0, Math.ceil(u * count) - 1));
        }

        @Override
        public double cdf(Object value) {
            if (!(value instanceof Number number)) {
                return Double.NaN;
            }
            return clamp((Math.floor(number.doubleValue()) - min + 1) / ((double) max - min + 1));
        }
    }

    /**
     * {@code transform(uniform(low, high))}: the uniform and all logarithmic families.
     *
     * <p>{@code low} and {@code high} are on the transformed scale: for {@code log_uniform} they are base-e exponents,
     * for {@code log_uniform_values} the logarithms of the limits.
     */
    record Transformed(double low, double high, Transform transform) implements Distribution {
        enum Transform {
            IDENTITY,
            EXP,
            /** exp(-x), denser towards the upper limit: {@code inv_log_uniform}. */
            INVERSE_EXP
        }

        @Override
        public Object quantile(double u) {
            double width = high - low;
            return switch (transform) {
                case IDENTITY -> low + u * width;
                case EXP -> Math.exp(low + u * width);
                case INVERSE_EXP -> Math.exp(-(low + (1 - u) * width));
            };
        }

        @Override
        public double cdf(Object value) {
            if (!(value instanceof Number number)) {
                return Double.NaN;
            }
            double x = number.doubleValue();
            double width = high - low;
            if (width == 0) {
                return 0;
            }
            return clamp(
                    switch (transform) {
                        case IDENTITY -> (x - low) / width;
                        case EXP -> x <= 0 ? 0 : (Math.log(x) - low) / width;
                        case INVERSE_EXP -> x <= 0 ? 0 : 1 - (-Math.log(x) - low) / width;
                    });
        }
    }

    /** Normal, log-normal and beta families. */
    record Continuous(RealDistribution shape) implements Distribution {
        /** Unbounded families have no finite value at 0 and 1; this keeps suggestions finite. */
        private static final double EDGE = 1e-12;

        static Continuous normal(double mu, double sigma) {
            return new Continuous(new NormalDistribution(mu, sigma));
        }

        static Continuous logNormal(double mu, double sigma) {
            return new Continuous(new LogNormalDistribution(mu, sigma));
        }

        static Continuous beta(double a, double b) {
            return new Continuous(new BetaDistribution(a, b));
        }

        @Override
        public Object quantile(double u) {
            return shape.inverseCumulativeProbability(Math.clamp(u, EDGE, 1 - EDGE));
        }

        @Override
        public double cdf(Object value) {
            return value instanceof Number number ? shape.cumulativeProbability(number.doubleValue()) : Double.NaN;
        }
    }

    /** Values of {@code base} rounded to multiples of {@code q}; whole numbers when {@code q} is one. */
    record Quantized(Distribution base, double q, boolean whole) implements Distribution {
        @Override
        public Object quantile(double u) {
            double multiples = Math.rint(((Number) base.quantile(u)).doubleValue() / q);
            if (whole) {
                return (long) (multiples * q);
            }
            return multiples * q;
        }

        @Override
        public double cdf(Object value) {
            return base.cdf(value);
        }
    }

    private static double clamp(double probability) {
        return Math.clamp(probability, 0, 1);
    }
}
