package dev.selvedge.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 31, 4, 0);

    private static List<Retention.Listed> everySixHours(int days) {
        return IntStream.range(0, days * 4)
                .mapToObj(i -> new Retention.Listed(Path.of("b" + i), NOW.minusHours(6L * i)))
                .toList();
    }

    @Test
    void theLastOfEachDayWeekAndMonthIsKept() {
        List<Retention.Listed> all = everySixHours(120);
        List<Retention.Listed> gone = Retention.superfluous(all, 14, 8, 3);
        List<LocalDateTime> kept = all.stream()
                .filter(each -> !gone.contains(each))
                .map(Retention.Listed::at)
                .toList();
        assertThat(kept).startsWith(NOW, NOW.minusHours(6), NOW.minusHours(6).minusDays(1));
        assertThat(kept).contains(LocalDateTime.of(2026, 2, 28, 22, 0), LocalDateTime.of(2026, 1, 31, 22, 0));
        // 14 days, 6 weeks older than those, one month older than those
        assertThat(kept).hasSizeBetween(20, 23);
    }

    @Test
    void fewBackupsAreAllKept() {
        assertThat(Retention.superfluous(everySixHours(1).subList(0, 1), 7, 0, 0))
                .isEmpty();
    }

    @Test
    void lessThanAWeekIsRefused() {
        assertThatThrownBy(() -> Retention.superfluous(everySixHours(9), 6, 8, 6))
                .hasMessageContaining("At least 7");
    }
}
