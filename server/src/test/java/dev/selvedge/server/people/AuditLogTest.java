package dev.selvedge.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.server.SelvedgeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is done over every road is in the audit log, and only administrators read it. */
class AuditLogTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext server;
    private String root;

    @BeforeEach
    void start() {
        server = start(Map.of());
        root = server.getBean(Administrators.class).create("root");
    }

    private ConfigurableApplicationContext start(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(Map.of(
                "server.port",
                0,
                "server.address",
                "127.0.0.1",
                "selvedge.data-dir",
                folder,
                "selvedge.test-fixtures",
                true));
        settings.putAll(more);
        return SelvedgeServer.start(settings);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<String> send(String method, String path, String key, String body)
            throws IOException, InterruptedException {
        int port = ((WebServerApplicationContext) server).getWebServer().getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("User-Agent", "W&B Public Client 0.31.0")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8)));
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode graphql(String key, String query) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("query", query));
        return JSON.readTree(send("POST", "/graphql", key, body).body());
    }

    private List<JsonNode> log(String more) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", "/admin/audit_logs" + more, root, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().map(JSON::readTree).toList();
    }

    private List<JsonNode> log(String action, String more) throws IOException, InterruptedException {
        return log(more).stream()
                .filter(line -> line.get("action").asString().equals(action))
                .toList();
    }

    @Test
    void eachDeedIsNotedWithWhoAndWhatAndHowItWent() throws Exception {
        send(
                "PUT",
                "/admin/v1/users/ada",
                root,
                "{\"admin\":true,\"email\":\"ada@example.org\",\"api_key\":\"" + "a".repeat(40) + "\"}");
        String ada = "a".repeat(40);
        graphql(ada, "mutation { createTeam(input: {teamName: \"crew\"}) { entity { id } } }");
        graphql(ada, "mutation { upsertModel(input: {entityName: \"crew\", name: \"p\"}) { project { id } } }");
        JsonNode run = graphql(
                ada,
                "mutation { upsertBucket(input: {entityName: \"crew\", modelName: \"p\", name: \"r1\"}) { bucket { id } } }");
        String id = run.at("/data/upsertBucket/bucket/id").asString();
        graphql(ada, "mutation { deleteRun(input: {id: \"" + id + "\"}) { clientMutationId } }");
        graphql(ada, "mutation { again: deleteRun(input: {id: \"UnVuOjk5OTk5\"}) { clientMutationId } }");
        graphql(ada, "{ project(entityName: \"crew\", name: \"p\") { id } }");
        graphql(ada, "{ project(entityName: \"crew\", name: \"p\") { id } }");
        graphql(ada, "{ project(entityName: \"crew\", name: \"none\") { id } }");
        graphql(null, "mutation { deleteRun(input: {id: \"" + id + "\"}) { clientMutationId } }");
        send("POST", "/api/session", null, "{\"login\":\"ada\",\"password\":\"wrong wrong\"}");

        assertThat(log("user:create", "")).singleElement().satisfies(line -> {
            assertThat(line.get("user_name").asString()).isEqualTo("ada");
            assertThat(line.get("response_code").asInt()).isEqualTo(200);
            assertThat(line.get("actor_ip").asString()).isEqualTo("127.0.0.1");
        });
        assertThat(log("team:create", "")).singleElement().satisfies(line -> {
            assertThat(line.get("actor_email").asString()).isEqualTo("ada@example.org");
            assertThat(line.get("entity_name").asString()).isEqualTo("crew");
            assertThat(line.get("entity_asset").asString()).isNotEmpty();
            assertThat(line.get("cli_version").asString()).isEqualTo("0.31.0");
        });
        assertThat(log("project:update", "")).singleElement().satisfies(line -> {
            assertThat(line.get("project_name").asString()).isEqualTo("p");
            assertThat(line.get("project_asset").asString()).isNotEmpty();
        });
        assertThat(log("run:delete", "")).hasSize(2).satisfies(lines -> {
            assertThat(lines.getFirst().get("run_asset").asString()).isEqualTo(id);
            assertThat(lines.getFirst().get("response_code").asInt()).isEqualTo(200);
            assertThat(lines.getLast().get("response_code").asInt()).isEqualTo(404);
        });
        assertThat(log("run:update", ""))
                .as("a run that begins is no change of one")
                .isEmpty();
        assertThat(log("project:read", "")).as("the same reading counts once").hasSize(1);
        assertThat(log("user:login", "")).singleElement().satisfies(line -> {
            assertThat(line.get("response_code").asInt()).isEqualTo(401);
            assertThat(line.has("actor_user_id")).isFalse();
            assertThat(line.get("user_name").asString()).isEqualTo("ada");
        });
        assertThat(log("team:create", "?anonymize=true")).singleElement().satisfies(line -> {
            assertThat(line.propertyNames()).doesNotContain("actor_email", "entity_name");
            assertThat(line.propertyNames()).contains("actor_user_id", "entity_asset");
        });
    }

    @Test
    void whoIsKeptOutAndLetInAgainIsNotedOnBothRoads() throws Exception {
        send(
                "PUT",
                "/admin/v1/users/ada",
                root,
                "{\"password\":\"long enough\",\"api_key\":\"" + "a".repeat(40) + "\"}");
        assertThat(send("PUT", "/admin/v1/users/ada/deactivation", root, null).statusCode())
                .isEqualTo(200);
        send("POST", "/api/session", null, "{\"login\":\"ada\",\"password\":\"long enough\"}");
        String id = graphql(root, "{ users(query: \"ada\") { edges { node { id } } } }")
                .at("/data/users/edges/0/node/id")
                .asString();
        graphql(root, "{ users(query: \"ad\") { edges { node { id } } } }");
        graphql(root, "mutation { reactivateUser(input: {id: \"" + id + "\"}) { user { id } } }");
        graphql("a".repeat(40), "mutation { deactivateUser(input: {id: \"" + id + "\"}) { user { id } } }");

        assertThat(log("user:deactivate", "")).hasSize(2).satisfies(lines -> {
            assertThat(lines.getFirst().get("user_name").asString()).isEqualTo("ada");
            assertThat(lines.getFirst().get("response_code").asInt()).isEqualTo(200);
            assertThat(lines.getLast().get("response_code").asInt()).isEqualTo(403);
        });
        assertThat(log("user:reactivate", ""))
                .singleElement()
                .satisfies(line -> assertThat(line.get("user_asset").asString()).isEqualTo(id));
        assertThat(log("user:initiate_login", ""))
                .singleElement()
                .satisfies(line -> assertThat(line.get("user_name").asString()).isEqualTo("ada"));
        assertThat(log("user:login", ""))
                .singleElement()
                .satisfies(line -> assertThat(line.get("response_code").asInt()).isEqualTo(401));
        assertThat(log("user:read", "")).as("the same reading counts once").hasSize(1);
    }

    @Test
    void secretsOfArgumentsStayOut() throws Exception {
        graphql(root, "mutation { createTeam(input: {teamName: \"crew\"}) { entity { id } } }");
        graphql(
                root,
                "mutation { putTeamSecret(input: {entityName: \"crew\", name: \"TOKEN\", value: \"hush-hush\"}) { secret { name } } }");
        graphql(root, "mutation { generateApiKey(input: {}) { apiKey { id name } } }");
        assertThat(log("team:update_secret", "")).hasSize(1);
        assertThat(log("user:create_api_key", "")).hasSize(1);
        assertThat(log("").toString()).doesNotContain("hush-hush").doesNotContain("local-");
    }

    @Test
    void pagesJoinWithoutGapAndEndWithoutACursor() throws Exception {
        for (int n = 0; n < 7; n++) {
            graphql(root, "mutation { createTeam(input: {teamName: \"crew-" + n + "\"}) { entity { id } } }");
        }
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        java.util.ArrayList<String> seen = new java.util.ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 4 && cursor != null; page++) {
            JsonNode body = JSON.readTree(send(
                            "GET",
                            "/admin/audit_logs?startDate=" + today + "&limit=3"
                                    + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                            root,
                            null)
                    .body());
            body.get("audit_logs")
                    .forEach(line -> seen.add(line.get("entity_name").asString()));
            assertThat(body.get("count").asInt())
                    .isEqualTo(body.get("audit_logs").size());
            assertThat(body.get("range_start_time").asString()).isEqualTo(today + "T00:00:00Z");
            cursor = body.get("next_cursor").isNull()
                    ? null
                    : body.get("next_cursor").asString();
        }
        assertThat(cursor).isNull();
        assertThat(seen).containsExactly("crew-0", "crew-1", "crew-2", "crew-3", "crew-4", "crew-5", "crew-6");
        assertThat(log("?startDate=2020-01-01&numDays=2")).isEmpty();
        assertThat(log("?startDate=" + today + "T00&numDays=0")).hasSize(7);
    }

    @Test
    void onlyAdministratorsReadAndNonsenseIsRefused() throws Exception {
        send("PUT", "/admin/v1/users/bob", root, "{\"api_key\":\"" + "b".repeat(40) + "\"}");
        assertThat(send("GET", "/admin/audit_logs", "b".repeat(40), null).statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/admin/audit_logs", null, null).statusCode()).isEqualTo(401);
        for (String bad : List.of(
                "startDate=yesterday",
                "startDate=2026-13-01",
                "numDays=-1",
                "numDays=x",
                "limit=0",
                "limit=20001",
                "limit=1&cursor=nonsense",
                "cursor=MTox",
                "startDate=2026-08-02&endDate=2026-08-01",
                "endDate=2026-08-01&numDays=1")) {
            assertThat(send("GET", "/admin/audit_logs?" + bad, root, null).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void whereNothingIsKeptNothingIsNoted() throws Exception {
        server.close();
        server = start(Map.of("selvedge.audit.keep", "0s"));
        graphql(root, "mutation { createTeam(input: {teamName: \"crew\"}) { entity { id } } }");
        assertThat(log("")).isEmpty();
    }
}
