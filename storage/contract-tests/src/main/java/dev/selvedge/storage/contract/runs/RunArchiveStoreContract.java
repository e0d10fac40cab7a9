package dev.selvedge.storage.contract.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.RunArchive;
import dev.selvedge.domain.runs.RunArchiveStore;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that is empty before each test. */
public abstract class RunArchiveStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final RunId RUN = new RunId(7);

    protected abstract RunArchiveStore store();

    @Test
    void archivesComeBackTheLatestFirst() {
        RunArchive first = new RunArchive(1, new HistoryId(3), 4, 10, 9L, "{\"loss\":NaN}", NOW);
        RunArchive second = new RunArchive(2, new HistoryId(5), 0, 0, null, "{}", NOW.plusSeconds(60));
        store().add(RUN, first);
        store().add(RUN, second);
        store().add(new RunId(8), first);

        assertThat(store().of(RUN)).containsExactly(second, first);
        assertThat(store().find(RUN, 1)).contains(first);
        assertThat(store().find(RUN, 3)).isEmpty();
    }

    @Test
    void removedOnesAreGoneAndOthersStay() {
        for (int number = 1; number <= 3; number++) {
            store().add(RUN, new RunArchive(number, new HistoryId(number), 0, 1, 0L, "{}", NOW));
        }
        store().remove(RUN, List.of(1, 3));
        store().remove(RUN, List.of());
        assertThat(store().of(RUN)).extracting(RunArchive::number).containsExactly(2);
    }
}
