package dev.selvedge.domain.runs.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesBucketsTest {

    @Test
    void pointsThatCouldNotBeReadAreNotDrawnAtZero() {
        SeriesBuckets buckets = new SeriesBuckets(5, 9, 3, 10, true);
        buckets.add(9, 90, 91);
        buckets.add(5, 50, 51);
        BucketedSeries series = buckets.series(3, "", 5, 9);
        assertThat(series.x()).containsExactly(5, 9);
        assertThat(series.last()).containsExactly(50, 90);
        assertThat(series.smoothed()).containsExactly(51, 91);
    }
}
