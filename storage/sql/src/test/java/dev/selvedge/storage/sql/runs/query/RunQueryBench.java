package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunFilters;
import dev.selvedge.domain.runs.query.RunGroupQuery;
import dev.selvedge.domain.runs.query.RunQuery;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.MySqlUrl;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What questions about 10,000 runs of 200 keys cost, and making their index. Not a test: run its main.
 *
 * <p>{@code RunQueryBench [folder|mysql://root@127.0.0.1:3306/bench [runs [keys [process of the database]]]]}; what is filled
 * is used as it is.
 */
final class RunQueryBench {

    private static final ProjectId PROJECT = new ProjectId(1);
    private static final int ROUNDS = 21;

    /** The very same question again would be answered from the last result. */
    private static int different;

    /** Of the database's process; null when it is this one. */
    private static Path stat;

    private RunQueryBench() {}

    public static void main(String[] arguments) throws IOException {
        String place = arguments.length > 0
                ? arguments[0]
                : Files.createTempDirectory("run-query-bench").toString();
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        int keys = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        stat = arguments.length > 3 ? Path.of("/proc", arguments[3], "stat") : null;
        try (Database database = open(place)) {
            boolean filled = database.sql().fetchExists(RUN);
            SqlRunStore store = new SqlRunStore(database);
            SqlRunValueIndex index = new SqlRunValueIndex(database);
            SqlRunQueryStore queries = new SqlRunQueryStore(database, index);
            if (!filled) {
                time("insert", 1, () -> fill(database, store, runs, keys));
                time("first index", 1, () -> index.refresh(PROJECT));
                time("nothing left to index", 1, () -> index.refresh(PROJECT));
            }
            page(queries, "newest", "{}", "-created_at");
            page(queries, "by summary", "{}", "-summary_metrics.m1");
            page(queries, "filtered by config, by summary", "{\"config.c1\":{\"$gt\":0.2}}", "-summary_metrics.m1");
            page(
                    queries,
                    "three filters, two orders",
                    "{\"state\":\"finished\",\"config.c1\":{\"$gt\":0.2},\"config.model\":{\"$in\":[\"m1\",\"m2\"]}}",
                    "+config.model,-summary_metrics.m1");
            page(queries, "name regex", "{\"display_name\":{\"$regex\":\"7$\"}}", "-created_at");
            page(queries, "tag", "{\"tags\":{\"$in\":[\"t1\"]}}", "-created_at");
            time(
                    "count filtered",
                    ROUNDS,
                    () -> queries.count(PROJECT, RunFilters.parse("{\"config.c1\":{\"$gt\":0.2" + different++ + "}}")));
            time("groups with 5 aggregates", ROUNDS, () -> queries.groups(groups()));
            time("keys", ROUNDS, () -> queries.keys(PROJECT));
            live(database, store, queries, keys);
        }
    }

    private static Database open(String place) throws IOException {
        if (place.startsWith("mysql:")) {
            return Database.mysql(MySqlUrl.parse(place), Duration.ofMinutes(1));
        }
        Files.createDirectories(Path.of(place));
        return Database.embedded(Path.of(place));
    }

    private static RunGroupQuery groups() {
        return new RunGroupQuery(
                PROJECT,
                RunFilters.parse("{}"),
                List.of(RunField.parse("config.model")),
                List.of("m1", "m2", "m3", "m4", "m5").stream()
                        .map(key -> RunField.parse("summary_metrics." + key))
                        .toList(),
                List.of(),
                50 + different++,
                null);
    }

    private static void page(SqlRunQueryStore queries, String name, String filter, String order) {
        String[] after = {null};
        Runnable ask = () -> {
            RunQuery query =
                    new RunQuery(PROJECT, RunFilters.parse(filter), RunFilters.parseOrder(order), 50, after[0]);
            after[0] = queries.find(query).endCursor();
        };
        time(name + ", pages 1-21", ROUNDS, ask);
    }

    /** 100 runs log between two questions, as the UI asks every few seconds. */
    private static void live(Database database, SqlRunStore store, SqlRunQueryStore queries, int keys) {
        Random random = new Random(5);
        var ids = database.sql().select(RUN.ID).from(RUN).limit(100).fetch(RUN.ID);
        RunQuery query =
                new RunQuery(PROJECT, RunFilters.parse("{}"), RunFilters.parseOrder("-summary_metrics.m1"), 50, null);
        time("100 runs changed half of their summary, by summary", 5, () -> {
            ids.forEach(id -> store.saveSummary(new dev.selvedge.domain.runs.RunId(id), summary(random, keys)));
            queries.find(query);
        });
    }

    private static void fill(Database database, SqlRunStore store, int runs, int keys) {
        Random random = new Random(1);
        for (int from = 0; from < runs; from += 500) {
            int first = from;
            database.transactions().inTransaction(() -> {
                for (int i = first; i < Math.min(runs, first + 500); i++) {
                    store.insert(run(i, random, keys));
                }
            });
        }
    }

    private static NewRun run(int i, Random random, int keys) {
        StringBuilder config = new StringBuilder("{\"model\":{\"value\":\"m" + i % 7 + "\"}");
        for (int k = 0; k < keys / 2; k++) {
            config.append(",\"c")
                    .append(k)
                    .append("\":{\"value\":")
                    .append(random.nextDouble())
                    .append('}');
        }
        return new NewRun(
                PROJECT,
                "run" + i,
                i,
                new UserId(1),
                new RunAbout("calm-loom-" + i, null, null, "g" + i % 10, "train", null, "host", null, null, null),
                List.of("t" + i % 20),
                i % 10 == 0 ? RunState.FAILED : RunState.FINISHED,
                new RunDocuments(config.append('}').toString(), summary(random, keys), null),
                new HistoryId(i),
                RunCounts.NONE,
                null,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i));
    }

    private static String summary(Random random, int keys) {
        StringBuilder summary = new StringBuilder("{\"_step\":1");
        for (int k = 0; k < keys / 2; k++) {
            summary.append(",\"m").append(k).append("\":").append(random.nextDouble());
        }
        return summary.append('}').toString();
    }

    /** CPU time of this thread, and of the database's process: they do not depend on what else the machine does. */
    private static void time(String name, int rounds, Runnable work) {
        double[] millis = new double[rounds];
        long began = System.nanoTime();
        double database = databaseMillis();
        for (int i = 0; i < rounds; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            millis[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "%-55s first %8.1f   median %8.1f   best %8.1f CPU ms, database %8.1f each, wall %8.1f each%n",
                name,
                first,
                millis[rounds / 2],
                millis[0],
                (databaseMillis() - database) / rounds,
                (System.nanoTime() - began) / 1e6 / rounds);
    }

    private static double databaseMillis() {
        if (stat == null) {
            return 0;
        }
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
