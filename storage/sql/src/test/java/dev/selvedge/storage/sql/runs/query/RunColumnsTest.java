package dev.selvedge.storage.sql.runs.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.storage.sql.Database;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunColumnsTest {

    private static final IndexRevision NOW = new IndexRevision(1, 0);

    private final Database database = Database.inMemory("run-columns");
    private final RunColumns columns = new RunColumns(database, 1 << 20);
    private final List<String> read = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatManyAskForAtOnceIsReadOnce() throws Exception {
        database.onStatement(statement -> {
            read.add(statement);
            pause();
            return failure -> {};
        });
        Callable<Integer> question =
                () -> columns.column(new ProjectId(1), 7, NOW).orElseThrow().size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(8, question))) {
                assertThat(answer.get()).isZero();
            }
        }
        assertThat(read).hasSize(1);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
