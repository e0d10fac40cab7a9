package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.EmbeddedWriters.ENTRY;
import static dev.selvedge.storage.sql.EmbeddedWriters.NUMBER;
import static dev.selvedge.storage.sql.EmbeddedWriters.TALLY;
import static dev.selvedge.storage.sql.EmbeddedWriters.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCrashTest {

    private static final int ROUNDS = Integer.getInteger("selvedge.crash.rounds", 3);

    @TempDir
    Path folder;

    @Test
    void transactionsOfAKilledProcessAreThereWholeOrNotAtAll() throws Exception {
        try (Database database = Database.embedded(folder)) {
            EmbeddedWriters.prepare(database);
        }
        for (int round = 0; round < ROUNDS; round++) {
            Map<Integer, Long> acknowledged = killedInTheMiddle();
            assertThat(acknowledged).isNotEmpty();
            try (Database database = Database.embedded(folder)) {
                // on a busy machine a writer may be killed before its first commit, and has no entries then
                Map<Integer, Long> tallies = database.sql()
                        .select(WRITER, NUMBER)
                        .from(TALLY)
                        .where(NUMBER.gt(0L))
                        .fetchMap(WRITER, NUMBER);
                assertThat(entries(database, DSL.count().cast(Long.class)))
                        .as("round %s", round)
                        .isEqualTo(tallies);
                assertThat(entries(database, DSL.max(NUMBER))).isEqualTo(tallies);
                acknowledged.forEach((writer, number) ->
                        assertThat(tallies.get(writer)).as("writer %s", writer).isGreaterThanOrEqualTo(number));
            }
        }
    }

    private static Map<Integer, Long> entries(Database database, Field<Long> what) {
        return database.sql()
                .select(WRITER, what)
                .from(ENTRY)
                .groupBy(WRITER)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    private Map<Integer, Long> killedInTheMiddle() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        SharedMigrationsTest.classPath(),
                        EmbeddedWriters.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<Integer, Long> said = new HashMap<>();
        AtomicBoolean begun = new AtomicBoolean();
        try (BufferedReader lines = process.inputReader()) {
            String line;
            while ((line = lines.readLine()) != null) {
                String[] words = line.split(" ");
                if (words.length == 2) {
                    said.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
                    if (begun.compareAndSet(false, true)) {
                        Thread.startVirtualThread(() -> killSoon(process));
                    }
                }
            }
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static void killSoon(Process process) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(50, 800));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The handle: Process itself also closes the stream, in which the last lines still wait to be read.
        process.toHandle().destroyForcibly();
    }
}
