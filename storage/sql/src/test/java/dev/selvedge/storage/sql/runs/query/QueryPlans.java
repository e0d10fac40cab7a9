package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunFilters;
import dev.selvedge.domain.runs.query.RunGroupQuery;
import dev.selvedge.domain.runs.query.RunQuery;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.MySqlUrl;
import dev.selvedge.storage.sql.history.SqlHistoryStore;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

/**
 * What MySQL makes of the questions that are asked all the time, at a size that hides nothing. Not a test: run its main.
 *
 * <p>{@code QueryPlans mysql://root@127.0.0.1:3306/plans [runs [keys [filled]]]}; an empty database is filled: one project
 * with all the runs, half of the keys in config, half in the summary. Of each half the first {@code filled} keys have values
 * (all, unless told otherwise): where a whole table does not fit on the disk, those that the questions name, two of each
 * half, say as much, since no question reads the values of another key. The last key has a value in one run of a thousand.
 */
final class QueryPlans {

    private static final ProjectId PROJECT = new ProjectId(1);
    private static final int BATCH = 50_000;
    private static final String DIGITS =
            "(select 0 d union all select 1 union all select 2 union all select 3 union all"
                    + " select 4 union all select 5 union all select 6 union all select 7 union all select 8 union all select 9)";

    private final Database database;
    private final List<String> asked = new ArrayList<>();

    private QueryPlans(Database database) {
        this.database = database;
        ExecuteListener listener = new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                if (context.query() != null) {
                    asked.add(context.dsl().renderInlined(context.query()));
                }
            }
        };
        var configuration = database.sql().configuration();
        ExecuteListenerProvider[] before = configuration.executeListenerProviders();
        ExecuteListenerProvider[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = () -> listener;
        configuration.set(all);
    }

    public static void main(String[] arguments) throws SQLException {
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        int keys = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        try (Database database = Database.mysql(MySqlUrl.parse(arguments[0]), Duration.ofMinutes(1))) {
            QueryPlans plans = new QueryPlans(database);
            plans.fill(runs, keys, arguments.length > 3 ? Integer.parseInt(arguments[3]) : keys);
            plans.askEverything(runs, keys);
        }
    }

    private void fill(int runs, int keys, int filled) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("select count(*) from run_value_key")) {
                there.next();
                if (there.getInt(1) > 0) {
                    return;
                }
            }
            connection.setNetworkTimeout(Runnable::run, 3_600_000);
            long start = System.nanoTime();
            for (int from = 0; from < runs; from += BATCH) {
                statement.execute(runsFrom(from, Math.min(BATCH, runs - from)));
            }
            statement.execute("insert into run_value_project (project_id) values (1)");
            for (int key = 0; key < keys; key++) {
                boolean config = key < keys / 2;
                int ofHalf = config ? key : key - keys / 2;
                statement.execute(
                        "insert into run_value_key (id, project_id, document, path, top_length, numbers) values ("
                                + (key + 1) + ", 1, " + (config ? 0 : 1) + ", '"
                                + (config ? "c" : "m") + ofHalf
                                + "', 2, " + runs + ")");
                String which = key == keys - 1 ? " and id % 1000 = 0" : ofHalf < filled ? "" : " and false";
                for (int from = 0; from < runs && !which.equals(" and false"); from += BATCH) {
                    statement.execute("insert into run_value (slot, run_id, kind, num) select " + Slot.of(key + 1, 0)
                            + " + id, id, 1, rand() from run where id > " + from + " and id <= " + (from + BATCH)
                            + which + " order by id");
                }
                System.out.printf(
                        "key %d of %d after %d s%n", key + 1, keys, (System.nanoTime() - start) / 1_000_000_000);
            }
            statement.execute("analyze table run, run_value, run_value_key, run_tag");
        }
    }

    private static String runsFrom(int from, int count) {
        String number = "(a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d)";
        return "insert into run (id, project_id, name, display_name, state, user_id, group_name, job_type, config, summary,"
                + " values_version, indexed_version, history_id, created_at, updated_at, heartbeat_at) select " + from
                + " + n + 1, 1, concat('run', " + from + " + n), concat('calm-loom-', " + from
                + " + n), if(n % 1000 = 0, 'running', 'finished'), 1, concat('g', n % 10), 'train', '{}', '{}', 1, 1, "
                + from
                + " + n + 1, '2026-01-01' + interval " + from + " + n second, '2026-01-01' + interval " + from
                + " + n second, '2026-01-01' + interval " + from + " + n second from (select " + number + " n from "
                + DIGITS
                + " a, " + DIGITS + " b, " + DIGITS + " c, " + DIGITS + " e, " + DIGITS + " f) numbers where n < "
                + count
                + " order by n";
    }

    private void askEverything(int runs, int keys) throws SQLException {
        SqlRunValueIndex index = new SqlRunValueIndex(database);
        SqlRunQueryStore queries = new SqlRunQueryStore(database, index);
        SqlRunStore store = new SqlRunStore(database);
        SqlHistoryStore histories = new SqlHistoryStore(database);
        ask("page of runs, newest first", () -> page(queries, "{}", "-created_at"));
        ask("page of runs by a summary value", () -> page(queries, "{}", "-summary_metrics.m1"));
        ask(
                "1,000 of them",
                () -> queries.find(new RunQuery(
                        PROJECT, RunFilters.parse("{}"), RunFilters.parseOrder("-summary_metrics.m1"), 1_000, null)));
        ask("by two values", () -> page(queries, "{}", "-summary_metrics.m1,+config.c1"));
        ask("by a value that few have", () -> {
            String order = "-summary_metrics.m" + (keys - keys / 2 - 1);
            RunQuery query =
                    new RunQuery(PROJECT, RunFilters.parse("{}"), RunFilters.parseOrder(order), runs / 1000 + 25, null);
            queries.find(query);
        });
        ask(
                "page filtered by two configs, by a summary value",
                () -> page(
                        queries, "{\"config.c1\":{\"$gt\":0.999},\"config.c0\":{\"$lt\":0.5}}", "-summary_metrics.m1"));
        ask("page of the running ones", () -> page(queries, "{\"state\":\"running\"}", "-created_at"));
        ask(
                "count filtered by a config",
                () -> queries.count(PROJECT, RunFilters.parse("{\"config.c1\":{\"$gt\":0.999}}")));
        ask(
                "groups with two aggregates",
                () -> queries.groups(new RunGroupQuery(
                        PROJECT,
                        RunFilters.parse("{\"config.c1\":{\"$gt\":0.999}}"),
                        List.of(RunField.parse("group")),
                        List.of(RunField.parse("summary_metrics.m1"), RunField.parse("summary_metrics.m0")),
                        List.of(),
                        50,
                        null)));
        ask("keys of the project", () -> queries.keys(PROJECT));
        ask("a run by name", () -> store.find(PROJECT, "run" + runs / 2));
        ask("who fell silent", () -> store.silentSince(Instant.parse("2026-01-02T00:00:00Z"), 500));
        ask("streams to be sealed", () -> histories.due(Instant.now(), 100));
    }

    private static void page(SqlRunQueryStore queries, String filter, String order) {
        queries.find(new RunQuery(PROJECT, RunFilters.parse(filter), RunFilters.parseOrder(order), 50, null));
    }

    private void ask(String question, Runnable work) throws SQLException {
        double[] millis = new double[3];
        for (int i = 0; i < millis.length; i++) {
            asked.clear();
            long start = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf("%n## %s: %.1f ms (best of three)%n", question, millis[0]);
        for (String sql : List.copyOf(asked)) {
            System.out.println(sql.length() > 400 ? sql.substring(0, 400) + " …" : sql);
            explain(sql);
        }
    }

    private void explain(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain format=traditional " + sql)) {
            while (plan.next()) {
                System.out.printf(
                        "  %-24s %-8s key %-24s rows %-10s filtered %-6s %s%n",
                        plan.getString("table"),
                        plan.getString("type"),
                        plan.getString("key"),
                        plan.getString("rows"),
                        plan.getString("filtered"),
                        plan.getString("Extra"));
            }
        }
    }
}
