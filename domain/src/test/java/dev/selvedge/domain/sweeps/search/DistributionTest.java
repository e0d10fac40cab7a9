package dev.selvedge.domain.sweeps.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.AbstractRealDistribution;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.continuous.LogNormalDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

    static Stream<Arguments> continuousFamilies() {
        return Stream.of(
                Arguments.of(
                        "{distribution: uniform, min: -2, max: 3}", new UniformRealDistribution(-2, 3), identity()),
                Arguments.of("{min: 0.5, max: 3}", new UniformRealDistribution(0.5, 3), identity()),
                Arguments.of("{distribution: log_uniform, min: -3, max: 1}", new UniformRealDistribution(-3, 1), log()),
                Arguments.of(
                        "{distribution: log_uniform_values, min: 0.001, max: 10}",
                        new UniformRealDistribution(Math.log(0.001), Math.log(10)),
                        log()),
                Arguments.of(
                        "{distribution: inv_log_uniform_values, min: 0.001, max: 10}",
                        new UniformRealDistribution(Math.log(0.001), Math.log(10)),
                        log()),
                Arguments.of(
                        "{distribution: inv_log_uniform, min: -1, max: 3}", new UniformRealDistribution(-3, 1), log()),
                Arguments.of("{distribution: normal, mu: 2, sigma: 3}", new NormalDistribution(2, 3), identity()),
                Arguments.of(
                        "{distribution: log_normal, mu: 1, sigma: 0.5}", new LogNormalDistribution(1, 0.5), identity()),
                Arguments.of("{distribution: beta, a: 2, b: 5}", new BetaDistribution(2, 5), identity()));
    }

    @ParameterizedTest
    @MethodSource("continuousFamilies")
    void samplesFollowTheNamedDistribution(String definition, RealDistribution expected, DoubleUnaryOperator map) {
        Distribution distribution = parse(definition);
        SplittableRandom random = new SplittableRandom(7);
        double[] sample = random.doubles(2_000)
                .map(u -> map.applyAsDouble(((Number) distribution.quantile(u)).doubleValue()))
                .toArray();
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest((AbstractRealDistribution) expected, sample))
                .isGreaterThan(0.001);
    }

    @ParameterizedTest
    @MethodSource("continuousFamilies")
    void aValueGoesBackToItsCoordinate(String definition, RealDistribution expected, DoubleUnaryOperator map) {
        Distribution distribution = parse(definition);
        for (double u : new double[] {0.01, 0.25, 0.5, 0.9, 0.99}) {
            assertThat(distribution.cdf(distribution.quantile(u)))
                    .isCloseTo(u, org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    @Test
    void quantizedValuesAreMultiplesAndWholeWhenTheStepIs() {
        Distribution tenths = parse("{distribution: q_uniform, min: 0, max: 1, q: 0.1}");
        Distribution fives = parse("{distribution: q_log_uniform_values, min: 1, max: 1000, q: 5}");
        new SplittableRandom(1).doubles(500).forEach(u -> {
            double tenth = (Double) tenths.quantile(u) / 0.1;
            assertThat(tenth).isCloseTo(Math.rint(tenth), org.assertj.core.data.Offset.offset(1e-9));
            assertThat((Long) fives.quantile(u) % 5).isZero();
        });
    }

    @Test
    void wholeNumbersReachBothEndsEquallyOften() {
        Distribution dice = parse("{min: 1, max: 6}");
        int[] counts = new int[7];
        new SplittableRandom(3).doubles(60_000).forEach(u -> counts[((Long) dice.quantile(u)).intValue()]++);
        for (int face = 1; face <= 6; face++) {
            assertThat(counts[face]).isBetween(9_500, 10_500);
        }
        assertThat(dice.quantile(0)).isEqualTo(1L);
        assertThat(dice.quantile(1)).isEqualTo(6L);
    }

    @Test
    void weightsAreObeyedAndZeroNeverComes() {
        Distribution weighted = parse("{values: [a, b, c], probabilities: [0.2, 0.8, 0]}");
        long b = new SplittableRandom(3)
                .doubles(10_000)
                .filter(u -> weighted.quantile(u).equals("b"))
                .count();
        assertThat(b).isBetween(7_800L, 8_200L);
        assertThat(List.of(weighted.quantile(1), weighted.quantile(0.9999999))).doesNotContain("c");
    }

    private static Distribution parse(String definition) {
        return SweepConfigParser.parse("{method: random, parameters: {p: " + definition + "}}")
                .parameters()
                .all()
                .getFirst()
                .distribution();
    }

    private static DoubleUnaryOperator identity() {
        return x -> x;
    }

    private static DoubleUnaryOperator log() {
        return Math::log;
    }
}
