package dev.selvedge.server.doctor;

import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether servers and database are larger or smaller than their work, from what each server's {@code /metrics} says twice.
 * What it cannot see is MySQL's processor, which its own monitoring tells.
 */
public final class SizingDoctor {

    /** Beyond this, people and trainings wait at busy hours; below the other, half would do. */
    private static final double BUSY = 0.6;

    private static final double IDLE = 0.1;

    /** What a heap should hold in use at most, and what it may hold at least before less would do. */
    private static final double HEAP_FULL = 0.7;

    private static final double HEAP_EMPTY = 0.15;
    private static final double SMALLEST_HEAP = 1.5e9;

    /** A hundredth of what is done may take long; more says that something is too small. */
    private static final double SELDOM = 0.01;

    /** Of a disk, and of what Redis may hold. */
    private static final double FULL = 0.8;

    private static final double SMALL_DISK = 100e9;

    private static final double LONG_WAIT_SECONDS = 60;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private record Watched(Metrics before, Metrics after, double seconds) {

        double change(String name) {
            return after.value(name) - before.value(name);
        }
    }

    /**
     * @param servers addresses of their {@code /metrics}
     * @param watched between the two looks
     */
    public static List<Finding> examine(List<URI> servers, Duration watched) {
        return new SizingDoctor().look(servers, watched);
    }

    private List<Finding> look(List<URI> servers, Duration watched) {
        Findings findings = new Findings();
        Map<URI, Metrics> before = new LinkedHashMap<>();
        for (URI server : servers) {
            findings.attempt(
                    "metrics of " + server,
                    "start it with --operations-port, and run this where that port is reached",
                    () -> {
                        before.put(server, read(server));
                        return "there";
                    });
        }
        if (before.isEmpty()) {
            return findings.all();
        }
        long start = System.nanoTime();
        if (!pause(watched)) {
            return findings.all();
        }
        before.forEach((server, first) ->
                findings.attempt("a server's size", "it was there a moment ago: see why it stopped", () -> {
                    Watched both = new Watched(first, read(server), (System.nanoTime() - start) / 1e9);
                    String name = before.size() == 1 ? "" : " of " + server.getAuthority();
                    cores(findings, name, both);
                    heap(findings, name, both.after());
                    connections(findings, name, both.after());
                    commits(findings, name, both.after());
                    return "since its start " + age(both.after().value("process_uptime_seconds"));
                }));
        shared(findings, before.values().iterator().next());
        return findings.all();
    }

    private static boolean pause(Duration watched) {
        try {
            Thread.sleep(watched);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Metrics read(URI server) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server).timeout(Duration.ofSeconds(10)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("process_uptime_seconds")) {
            throw new IOException("answers " + answer.statusCode() + ", which is no server's metrics");
        }
        return Metrics.of(answer.body());
    }

    private static void cores(Findings findings, String of, Watched server) {
        double all = server.after().value("system_cpu_count");
        double now = server.change("process_cpu_time_ns_total") / 1e9 / server.seconds();
        double ever = server.after().value("process_cpu_time_ns_total")
                / 1e9
                / server.after().value("process_uptime_seconds");
        String found = text("%.2f now, %.2f on average, of %.0f", now, ever, all);
        if (Math.max(now, ever) > BUSY * all) {
            findings.advice("cores" + of, found, "give it more cores, or add a server beside it");
        } else if (Math.max(now, ever) < IDLE * all && all > 2) {
            findings.advice("cores" + of, found, text("%.0f would do, if now is a busy hour", Math.ceil(all / 2)));
        } else {
            findings.good("cores" + of, found);
        }
    }

    private static void heap(Findings findings, String of, Metrics server) {
        double most = server.labelled("jvm_memory_max_bytes", "G1 Old Gen");
        double share = server.labelled("jvm_memory_usage_after_gc", "long-lived");
        if (Double.isNaN(most) || Double.isNaN(share)) {
            return;
        }
        String found = text("%.0f MB in use of %.0f", share * most / 1e6, most / 1e6);
        if (share > HEAP_FULL) {
            findings.advice("memory" + of, found, "give it more memory: collections will take its time");
        } else if (share < HEAP_EMPTY && most > SMALLEST_HEAP) {
            findings.advice(
                    "memory" + of,
                    found,
                    text(
                            "a heap of %.0f MB would do, if now is a busy hour; more only keeps more charts at hand",
                            Math.max(SMALLEST_HEAP, share * most / HEAP_FULL * 2) / 1e6));
        } else {
            findings.good("memory" + of, found);
        }
    }

    private static void connections(Findings findings, String of, Metrics server) {
        double active = server.value("selvedge_db_pool_active");
        double waiting = server.value("selvedge_db_pool_waiting");
        double most = server.value("selvedge_db_pool_max");
        adviseIf(
                waiting > 0,
                findings,
                "connections" + of,
                text("%.0f of %.0f, %.0f wait", active, most, waiting),
                "a larger MySQL answers sooner; more connections only where its CPU is free");
    }

    private static void commits(Findings findings, String of, Metrics server) {
        slow(
                findings,
                "commits" + of,
                server,
                "selvedge_db_commit_seconds",
                "0.1",
                "MySQL's disk syncs slowly or its CPU is used up: give it a larger one");
        slow(
                findings,
                "statements" + of,
                server,
                "selvedge_db_statement_seconds",
                "1.0",
                "MySQL reads much from its disk: give it more memory");
    }

    private static void slow(
            Findings findings, String what, Metrics server, String timer, String limit, String advice) {
        double all = server.value(timer + "_count");
        double quick = server.labelled(timer + "_bucket", "le=\"" + limit + "\"");
        if (!(all > 0) || Double.isNaN(quick)) {
            return;
        }
        double share = 1 - quick / all;
        adviseIf(share > SELDOM, findings, what, text("%.2f %% of %.0f above %s s", 100 * share, all, limit), advice);
    }

    /** What all servers say alike. */
    private static void shared(Findings findings, Metrics server) {
        double bytes = server.sum("selvedge_db_table_bytes");
        if (bytes > 0) {
            String found = text("%.1f GB", bytes / 1e9);
            if (bytes > FULL * SMALL_DISK) {
                findings.advice(
                        "tables",
                        found,
                        text("a disk of %.0f GB or more, and its alert", Math.ceil(bytes / FULL / 1e9)));
            } else {
                findings.good("tables", found + ", a disk of 100 GB holds them");
            }
        }
        server.max("selvedge_queue_age_seconds")
                .ifPresent(age -> adviseIf(
                        age > LONG_WAIT_SECONDS,
                        findings,
                        "work in the background",
                        text("the oldest waits %.0f s", age),
                        "add a worker"));
        double redis = server.value("selvedge_redis_memory_used_bytes");
        double bound = server.value("selvedge_redis_memory_max_bytes");
        if (bound > 0) {
            adviseIf(
                    redis > FULL * bound || server.value("selvedge_redis_evicted_keys_total") > 0,
                    findings,
                    "Redis",
                    text("%.0f MB of %.0f", redis / 1e6, bound / 1e6),
                    "give it more memory: it throws away limits and sign-in counts");
        }
    }

    private static void adviseIf(boolean pressed, Findings findings, String what, String found, String advice) {
        if (pressed) {
            findings.advice(what, found, advice);
        } else {
            findings.good(what, found);
        }
    }

    private static String age(double seconds) {
        return seconds < 7200 ? text("%.0f minutes", seconds / 60) : text("%.0f hours", seconds / 3600);
    }

    private static String text(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
