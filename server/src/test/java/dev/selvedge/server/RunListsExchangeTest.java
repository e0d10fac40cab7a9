package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.server.ServerFixture.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Lists, groups, keys, bulk changes, search and views over HTTP, through the whole server down to its database. */
class RunListsExchangeTest {

    @TempDir
    static Path folder;

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = new ServerFixture(folder.resolve("data"));
        for (int i = 0; i < 4; i++) {
            server.upsert(Map.of(
                            "name", "r" + i,
                            "displayName", "trial " + i,
                            "config", "{\"lr\":{\"value\":" + i + "},\"model\":{\"value\":\"m" + i % 2 + "\"}}",
                            "summaryMetrics", "{\"loss\":" + (i == 3 ? "NaN" : i) + "}"))
                    .data();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pagesAreContinuedFromTheLastEdgeWhichIsTheEndCursor() {
        String query = """
            query Q($f: JSONString, $o: String, $a: String) { project(name: "p", entityName: "ada") { runCount(filters: $f)
              runs(filters: $f, order: $o, first: 2, after: $a) { totalCount edges { node { name config(keys: ["lr"]) } cursor }
              pageInfo { endCursor hasNextPage } } } }\
            """;
        Map<String, Object> variables =
                new HashMap<>(Map.of("f", "{\"config.lr\":{\"$lt\":3}}", "o", "-summary_metrics.loss"));
        JsonNode first = server.graphQl(query, variables).data().path("project");
        assertThat(first.path("runCount").asInt()).isEqualTo(3);
        assertThat(first.path("runs").path("totalCount").asInt()).isEqualTo(3);
        assertThat(names(first.path("runs"))).containsExactly("r2", "r1");
        assertThat(first.path("runs")
                        .path("edges")
                        .path(0)
                        .path("node")
                        .path("config")
                        .asString())
                .isEqualTo("{\"lr\":{\"value\":2}}");
        String end = first.path("runs").path("pageInfo").path("endCursor").asString();
        assertThat(end)
                .isEqualTo(
                        first.path("runs").path("edges").path(1).path("cursor").asString());
        variables.put("a", end);
        JsonNode second =
                server.graphQl(query, variables).data().path("project").path("runs");
        assertThat(names(second)).containsExactly("r0");
        assertThat(second.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    }

    private static List<String> names(JsonNode connection) {
        return connection
                .path("edges")
                .valueStream()
                .map(edge -> edge.path("node").path("name").asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"nope":1} | Runs have no key "nope"
        {"config.lr": | The filter is not JSON
        {"config.lr":{"$regex":"("}} | Not a regular expression
        {"created_at":"soon"} | is compared with times
        """)
    void filtersThatAreNoneAnswerAtOnceWithTheReason(String filter, String reason) {
        Answer answer = server.graphQl(
                "query Q($f: JSONString) { project(name: \"p\", entityName: \"ada\") { runs(filters: $f) { edges {"
                        + " cursor } } } }",
                Map.of("f", filter));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).contains(reason);
    }

    @Test
    void groupsAndKeysTellWhatThereIs() {
        JsonNode project = server.graphQl("""
            { project(name: "p", entityName: "ada") {
              runGroups(groupKeys: ["config.model.value"], aggregateKeys: ["summary_metrics.loss"], filters: "{\\"config.lr\\":{\\"$lte\\":3}}") {
                totalCount edges { node { key runCount aggregates filters } } }
              fields(columns: ["summary_metrics", "config"], pattern: "LO|model") { totalCount edges { node { path type count } } } } }\
            """, Map.of()).data().path("project");
        assertThat(project.path("runGroups").path("totalCount").asInt()).isEqualTo(2);
        JsonNode group = project.path("runGroups").path("edges").path(1).path("node");
        assertThat(group.path("key").toString()).isEqualTo("{\"config.model.value\":\"m1\"}");
        assertThat(group.path("runCount").asInt()).isEqualTo(2);
        assertThat(group.path("aggregates")
                        .path("summary_metrics.loss")
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(group.path("filters").asString())
                .isEqualTo("{\"$and\":[{\"config.lr\":{\"$lte\":3}},{\"config.model.value\":\"m1\"}]}");
        assertThat(project.path("fields").path("edges").toString())
                .isEqualTo("[{\"node\":{\"path\":\"config.model.value\",\"type\":\"string\",\"count\":4}},"
                        + "{\"node\":{\"path\":\"summary_metrics.loss\",\"type\":\"number\",\"count\":4}}]");
    }

    @Test
    void allRunsOfAFilterAreTaggedDeletedListedAndRestored() {
        String filter = "{\"name\":\"bulk\"}";
        server.upsert(Map.of("name", "bulk", "config", "{\"only\":{\"value\":\"here\"}}"));
        Map<String, Object> which = Map.of("entityName", "ada", "projectName", "p", "filters", filter);
        Map<String, Object> tagged = new HashMap<>(which);
        tagged.put("addTags", List.of("x"));
        assertThat(mutate("modifyRuns", "ModifyRunsInput", "runs { name tags }", tagged)
                        .path("runs")
                        .toString())
                .isEqualTo("[{\"name\":\"bulk\",\"tags\":[\"x\"]}]");
        mutate("deleteRuns", "DeleteRunsInput", "errors", which);
        String list = "{ project(name: \"p\", entityName: \"ada\") { runCount(filters: \"{\\\"tags\\\":\\\"x\\\"}\")"
                + " deletedRuns { totalCount edges { node { name } } } tagCounts { name count } } }";
        JsonNode without = server.graphQl(list, Map.of()).data().path("project");
        assertThat(without.path("runCount").asInt()).isZero();
        assertThat(names(without.path("deletedRuns"))).containsExactly("bulk");
        assertThat(without.path("tagCounts")).isEmpty();
        Map<String, Object> byConfig = new HashMap<>(which);
        byConfig.put("filters", "{\"config.only\":\"here\"}");
        mutate("undeleteRuns", "UndeleteRunsInput", "clientMutationId", byConfig);
        JsonNode with = server.graphQl(list, Map.of()).data().path("project");
        assertThat(with.path("runCount").asInt()).isOne();
        assertThat(with.path("deletedRuns").path("totalCount").asInt()).isZero();
        mutate("deleteRuns", "DeleteRunsInput", "errors", which);
    }

    @Test
    void searchFindsProjectsAndRuns() {
        JsonNode hits = server.graphQl(
                        "{ project: search(query: \"ada/p\") { kind name } runs: search(query: \"TRIAL 2\") { kind"
                                + " entityName projectName name displayName } }",
                        Map.of())
                .data();
        assertThat(hits.path("project").toString()).isEqualTo("[{\"kind\":\"project\",\"name\":\"p\"}]");
        assertThat(hits.path("runs").toString())
                .isEqualTo(
                        "[{\"kind\":\"run\",\"entityName\":\"ada\",\"projectName\":\"p\",\"name\":\"r2\",\"displayName\":\"trial"
                                + " 2\"}]");
    }

    @Test
    void viewsAreKeptListedSharedAndDeleted() {
        String spec = "{ \"version\":5, \"x\":NaN }";
        Map<String, Object> input =
                Map.of("entityName", "ada", "projectName", "p", "type", "runs", "name", "abc", "spec", spec);
        JsonNode made = mutate(
                "upsertView",
                "UpsertViewInput",
                "inserted view { id spec type entityName locked createdUsing user { username } project { name } }",
                input);
        assertThat(made.path("inserted").asBoolean()).isTrue();
        assertThat(made.path("view").path("spec").asString()).isEqualTo(spec);
        assertThat(made.path("view").path("user").path("username").asString()).isEqualTo("ada");
        String id = made.path("view").path("id").asString();
        JsonNode token = mutate(
                "createAccessToken",
                "CreateAccessTokenInput",
                "accessToken { token type revokedAt projects { name } }",
                Map.of("viewId", id, "projects", List.of()));
        assertThat(token.path("accessToken").path("type").asString()).isEqualTo("PUBLIC");
        JsonNode read = server.graphQl(
                        "query Q($id: ID!) { view(id: $id) { name accessTokens { token } } unknown: view(id: \"x\") {"
                                + " id } project(name: \"p\", entityName: \"ada\") { allViews(viewType: \"runs\") {"
                                + " totalCount edges { node { name } } } } }",
                        Map.of("id", id.replace("=", "")))
                .data();
        assertThat(read.path("view").path("name").asString()).isEqualTo("abc");
        assertThat(read.path("view").path("accessTokens")).hasSize(1);
        assertThat(read.path("unknown").isNull()).isTrue();
        assertThat(read.path("project").path("allViews").path("totalCount").asInt())
                .isOne();
        assertThat(mutate("deleteView", "DeleteViewInput", "success pendingDrafts", Map.of("id", id))
                        .toString())
                .isEqualTo("{\"success\":true,\"pendingDrafts\":false}");
    }

    private static JsonNode mutate(String field, String type, String selection, Map<String, Object> input) {
        String query = "mutation M($input: " + type + "!) { " + field + "(input: $input) { " + selection + " } }";
        return server.graphQl(query, Map.of("input", input)).data().path(field);
    }
}
