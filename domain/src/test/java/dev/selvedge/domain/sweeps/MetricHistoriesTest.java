package dev.selvedge.domain.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricHistoriesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> rows = new ArrayList<>();
    private int asked;
    private final MetricHistories metrics = new MetricHistories(reader());

    private HistoryReader reader() {
        return (HistoryReader) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HistoryReader.class}, (proxy, method, arguments) -> {
                    asked++;
                    return List.copyOf(rows);
                });
    }

    private Run run() {
        return new Run(
                new RunId(1),
                new ProjectId(1),
                "trial",
                new UserId(1),
                new RunAbout("trial", null, null, null, null, "sweep", null, null, null, null),
                List.of(),
                RunLife.begun(RunState.RUNNING, NOW, NOW),
                new RunCounts(rows.size(), 0, 0, rows.size() - 1L),
                new HistoryId(1),
                1,
                null,
                null);
    }

    @Test
    void whatWasReadIsReadAgainOnlyWhenSomethingCame() {
        rows.add("{\"_step\":0,\"loss\":3}");
        rows.add("{\"_step\":1,\"loss\":\"NaN\"}");
        assertThat(metrics.of(run(), "loss")).containsExactly(3);
        assertThat(metrics.of(run(), "loss")).containsExactly(3);
        assertThat(asked).isEqualTo(1);
        rows.add("{\"_step\":2,\"loss\":2}");
        assertThat(metrics.of(run(), "loss")).containsExactly(3, 2);
        assertThat(metrics.of(run(), "accuracy")).isEmpty();
        assertThat(asked).isEqualTo(3);
    }
}
