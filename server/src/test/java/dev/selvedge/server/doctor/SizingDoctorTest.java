package dev.selvedge.server.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import dev.selvedge.storage.sql.MySqlDoctor.Weight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SizingDoctorTest {

    private static final Duration WATCHED = Duration.ofMillis(50);

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** Up for 100,000 s with 50,000 s of processor time, eight cores, and nothing that presses. */
    private static Map<String, String> fitting() {
        Map<String, String> said = new TreeMap<>();
        said.put("system_cpu_count", "8.0");
        said.put("process_uptime_seconds", "100000.0");
        said.put("process_cpu_time_ns_total", "1.6E14");
        said.put("jvm_memory_max_bytes{area=\"heap\",id=\"G1 Old Gen\"}", "4.0E9");
        said.put("jvm_memory_max_bytes{area=\"heap\",id=\"G1 Eden Space\"}", "-1.0");
        said.put("jvm_memory_usage_after_gc{area=\"heap\",pool=\"long-lived\"}", "0.4");
        said.put("selvedge_db_pool_active", "2.0");
        said.put("selvedge_db_pool_waiting", "0.0");
        said.put("selvedge_db_pool_max", "16.0");
        said.put("selvedge_db_commit_seconds_bucket{le=\"0.1\"}", "999");
        said.put("selvedge_db_commit_seconds_bucket{le=\"+Inf\"}", "1000");
        said.put("selvedge_db_commit_seconds_count", "1000");
        said.put("selvedge_db_statement_seconds_bucket{le=\"1.0\"}", "5000");
        said.put("selvedge_db_statement_seconds_count", "5000");
        said.put("selvedge_db_table_bytes{table=\"run\"}", "3.0E9");
        said.put("selvedge_db_table_bytes{table=\"run_value\"}", "2.0E9");
        said.put("selvedge_queue_age_seconds{queue=\"jobs\"}", "0.0");
        said.put("selvedge_queue_age_seconds{queue=\"sealing\"}", "12.0");
        said.put("selvedge_redis_memory_used_bytes", "1.0E7");
        said.put("selvedge_redis_memory_max_bytes", "1.0E9");
        said.put("selvedge_redis_evicted_keys_total", "0.0");
        return said;
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> said = fitting();
        said.put(name, value);
        return said;
    }

    /** @param said of each time that it is asked, from 0 */
    private URI answering(IntFunction<Map<String, String>> said) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            StringBuilder text = new StringBuilder("# HELP x y\n");
            said.apply(asked.getAndIncrement())
                    .forEach((name, value) ->
                            text.append(name).append(' ').append(value).append('\n'));
            byte[] body = text.toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    }

    private List<Finding> examined(Map<String, String> said) throws IOException {
        return SizingDoctor.examine(List.of(answering(asked -> said)), WATCHED);
    }

    private static List<String> advised(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.weight() != Weight.GOOD)
                .map(Finding::what)
                .toList();
    }

    @Test
    void whatFitsIsGood() throws IOException {
        List<Finding> findings = examined(fitting());

        assertThat(advised(findings)).isEmpty();
        assertThat(findings)
                .extracting(Finding::what, Finding::found)
                .contains(
                        tuple("cores", "0.00 now, 1.60 on average, of 8"),
                        tuple("memory", "1600 MB in use of 4000"),
                        tuple("commits", "0.10 % of 1000 above 0.1 s"),
                        tuple("tables", "5.0 GB, a disk of 100 GB holds them"),
                        tuple("work in the background", "the oldest waits 12 s"));
    }

    @Test
    void aBusyHourShowsThoughTheAverageIsCalm() throws IOException {
        // 50 ms on the clock and 500 ms of processor time: all of eight cores, and more, whatever the test's own clock
        // says
        URI busy = answering(asked -> with("process_cpu_time_ns_total", asked == 0 ? "1.6E14" : "1.60010E14"));

        assertThat(advised(SizingDoctor.examine(List.of(busy), WATCHED))).containsExactly("cores");
    }

    @Test
    void whatIsHardlyUsedCouldBeSmaller() throws IOException {
        Map<String, String> idle = with("process_cpu_time_ns_total", "1.0E13");
        idle.put("jvm_memory_usage_after_gc{area=\"heap\",pool=\"long-lived\"}", "0.05");

        assertThat(examined(idle))
                .filteredOn(finding -> finding.weight() == Weight.ADVICE)
                .extracting(Finding::sentence)
                .satisfiesExactly(
                        cores -> assertThat(cores).startsWith("4 would do"),
                        memory -> assertThat(memory).startsWith("a heap of 1500 MB would do"));
    }

    @Test
    void eachThatPressesIsNamed() throws IOException {
        Map<String, String> pressed = with("selvedge_db_pool_waiting", "3.0");
        pressed.put("jvm_memory_usage_after_gc{area=\"heap\",pool=\"long-lived\"}", "0.8");
        pressed.put("selvedge_db_commit_seconds_bucket{le=\"0.1\"}", "900");
        pressed.put("selvedge_db_statement_seconds_bucket{le=\"1.0\"}", "4000");
        pressed.put("selvedge_db_table_bytes{table=\"run_value\"}", "2.0E11");
        pressed.put("selvedge_queue_age_seconds{queue=\"sealing\"}", "300.0");
        pressed.put("selvedge_redis_evicted_keys_total", "5.0");

        assertThat(advised(examined(pressed)))
                .containsExactly(
                        "memory", "connections", "commits", "statements", "tables", "work in the background", "Redis");
    }

    @Test
    void anEmbeddedServerWithoutMySqlAndRedisIsLookedAtToo() throws IOException {
        Map<String, String> embedded = fitting();
        embedded.keySet().removeIf(name -> name.startsWith("selvedge_redis") || name.startsWith("selvedge_db_table"));
        embedded.put("selvedge_db_commit_seconds_count", "0");

        assertThat(examined(embedded))
                .extracting(Finding::what)
                .doesNotContain("Redis", "tables", "commits")
                .contains("cores", "statements");
    }

    @Test
    void aServerThatIsNotThereIsBadAndTheOthersAreLookedAt() throws IOException {
        URI there = answering(asked -> fitting());
        URI nobody = URI.create("http://127.0.0.1:9/metrics");

        List<Finding> findings = SizingDoctor.examine(List.of(nobody, there), WATCHED);

        assertThat(advised(findings)).containsExactly("metrics of " + nobody);
        assertThat(findings).extracting(Finding::what).contains("cores");
    }

    @Test
    void anotherProgramsAnswerIsNoMetrics() throws IOException {
        URI other = answering(asked -> Map.of("up", "1"));

        assertThat(SizingDoctor.examine(List.of(other), WATCHED))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("no server's metrics"));
    }
}
