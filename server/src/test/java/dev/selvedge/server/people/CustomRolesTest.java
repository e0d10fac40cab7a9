package dev.selvedge.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Administrators;
import dev.selvedge.domain.people.Permission;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.server.SelvedgeServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each permission of a custom role opens, over GraphQL: a viewer who holds it may do the thing, and one who holds
 * all the others may not. A permission that is added needs its row here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomRolesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the roles that a custom role begins with can see already. */
    private static final Set<Resource.Type> HIDDEN_FROM_VIEWERS =
            EnumSet.of(Resource.Type.INTEGRATION, Resource.Type.SECRET);

    private static final String SWEEP =
            "{\\\"method\\\":\\\"random\\\",\\\"parameters\\\":{\\\"a\\\":{\\\"min\\\":0.0,\\\"max\\\":1.0}}}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Supplier<String>> operations = new LinkedHashMap<>();
    private ConfigurableApplicationContext server;
    private String url;
    private String root;
    private String ada;
    private String bob;
    private int counter;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = SelvedgeServer.start(Map.of(
                "server.port",
                0,
                "server.address",
                "127.0.0.1",
                "selvedge.data-dir",
                folder,
                "selvedge.test-fixtures",
                true));
        url = "http://127.0.0.1:"
                + ((WebServerApplicationContext) server).getWebServer().getPort();
        root = server.getBean(Administrators.class).create("root");
        ada = aUser("ada");
        bob = aUser("bob");
        admin("organizations/lab", "{\"admin\":\"ada\"}");
        admin("organizations/lab/teams/team", "{\"admin\":\"ada\"}");
        admin("organizations/lab/members/bob", "{\"role\":\"member\"}");
        id(ada, "upsertModel(input:{name:\"p\",entityName:\"team\"}){model{id}}");
        id(ada, "upsertModel(input:{name:\"wandb-registry-r\",entityName:\"lab-org\",access:\"PRIVATE\"}){model{id}}");
        describeOperations();
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    /** Each makes what it needs as the admin of the team, and says what then is tried. */
    private void describeOperations() {
        on(
                "run:create",
                () -> "upsertBucket(input:{entityName:\"team\",modelName:\"p\",name:\"" + fresh() + "\"}){bucket{id}}");
        on("run:write", () -> "upsertBucket(input:{id:\"" + aRun() + "\",displayName:\"x\"}){bucket{id}}");
        on("run:delete", () -> "deleteRun(input:{id:\"" + aRun() + "\"}){clientMutationId}");
        on("sweep:create", () -> newSweep() + "){sweep{id}}");
        on("sweep:write", () -> "upsertSweep(input:{id:\"" + aSweep() + "\",state:\"PAUSED\"}){sweep{id}}");
        on("sweep:delete", () -> "deleteSweep(input:{id:\"" + aSweep() + "\",deleteRuns:false}){clientMutationId}");
        on("artifact:create", () -> newArtifact() + "){artifact{id}}");
        on(
                "artifact:write",
                () -> "updateArtifact(input:{artifactID:\"" + anArtifact() + "\",description:\"x\"}){artifact{id}}");
        on(
                "artifact:delete",
                () -> "deleteArtifact(input:{artifactID:\"" + anArtifact() + "\",deleteAliases:true}){artifact{id}}");
        on("report:create", () -> newReport() + "){view{id}}");
        on("report:write", () -> "upsertView(input:{id:\"" + aReport() + "\",displayName:\"x\"}){view{id}}");
        on("report:delete", () -> "deleteView(input:{id:\"" + aReport() + "\"}){success}");
        on("report:manage", () -> "deleteView(input:{id:\"" + aWorkspaceOfAda() + "\"}){success}");
        on("queue:create", () -> newQueue() + "){success}");
        on("queue:write", () -> {
            String name = fresh();
            id(ada, queue(name) + "){queueID}");
            return "popFromRunQueue(input:{entityName:\"team\",projectName:\"p\",queueName:\"" + name
                    + "\"}){runQueueItemId}";
        });
        on("queue:delete", () -> "deleteRunQueues(input:{queueIDs:[\"" + aQueue() + "\"]}){success}");
        on("queue:manage", () -> {
            String agent = id(
                    ada,
                    "createLaunchAgent(input:{entityName:\"team\",projectName:\"p\",hostname:\"h\"," + "runQueues:[\""
                            + aQueue() + "\"]}){launchAgentId}");
            return "updateLaunchAgent(input:{launchAgentId:\"" + agent + "\",stopPolling:true}){success}";
        });
        on("automation:create", () -> newAutomation("PROJECT") + "){trigger{id}}");
        on(
                "automation:write",
                () -> "updateFilterTrigger(input:{id:\"" + anAutomation("PROJECT") + "\",enabled:false}){trigger{id}}");
        on("automation:delete", () -> "deleteTrigger(input:{triggerID:\"" + anAutomation("PROJECT") + "\"}){success}");
        on("entity_automation:create", () -> newAutomation("ENTITY") + "){trigger{id}}");
        on(
                "entity_automation:write",
                () -> "updateFilterTrigger(input:{id:\"" + anAutomation("ENTITY") + "\",enabled:false}){trigger{id}}");
        on(
                "entity_automation:delete",
                () -> "deleteTrigger(input:{triggerID:\"" + anAutomation("ENTITY") + "\"}){success}");
        on("integration:create", () -> newIntegration() + "){integration{id}}");
        on(
                "integration:write",
                () -> "testIntegration(input:{integrationID:\"" + anIntegration() + "\"}){clientMutationId}");
        on("integration:delete", () -> "deleteIntegration(input:{integrationID:\"" + anIntegration() + "\"}){success}");
        on("secret:create", () -> newSecret(fresh()));
        on("secret:write", () -> newSecret(aSecret()));
        on("secret:delete", () -> "deleteTeamSecret(input:{entityName:\"team\",name:\"" + aSecret() + "\"}){success}");
        on(
                "alert_settings:write",
                () -> "updateAlertSettings(input:{entityName:\"team\",runFinished:true})" + "{settings{runFinished}}");
        on("custom_chart:create", () -> newChart(fresh()));
        on("custom_chart:delete", () -> {
            String name = fresh();
            answer(ada, newChart(name));
            return "deleteCustomChart(input:{id:\"team/" + name + "\"}){success}";
        });
        on(
                "project:write",
                () -> "upsertModel(input:{entityName:\"team\",name:\"p\",description:\"" + fresh() + "\"}){model{id}}");
        on("project:delete", () -> "deleteModel(input:{id:\"" + aProject() + "\"}){success}");
        on(
                "project:manage",
                () -> "createProjectMembers(input:{projectId:\"" + aProject() + "\",userIds:[\"" + idOf("bob")
                        + "\"]}){success}");
        on("entity:create", () -> "upsertModel(input:{entityName:\"team\",name:\"" + fresh() + "\"}){model{id}}");
        on(
                "entity:manage",
                () -> "createInvite(input:{entityName:\"team\",email:\"" + fresh() + "@example.com\"}){invite{id}}");
    }

    private void on(String permission, Supplier<String> operation) {
        operations.put(permission, operation);
    }

    @Test
    void everyPermissionThatCanBeGivenHasARow() {
        Set<String> opening = Permission.all().stream()
                .filter(permission ->
                        permission.action() != Action.READ || HIDDEN_FROM_VIEWERS.contains(permission.type()))
                .filter(permission -> permission.type() != Resource.Type.ORGANIZATION)
                .map(Permission::toString)
                .collect(Collectors.toSet());
        opening.removeAll(Set.of("secret:read", "integration:read", "artifact:manage"));
        assertThat(operations.keySet()).containsExactlyInAnyOrderElementsOf(opening);
    }

    @TestFactory
    Stream<DynamicTest> aPermissionOpensWhatItNames() {
        return operations.keySet().stream()
                .map(permission -> DynamicTest.dynamicTest(permission, () -> {
                    bobIs("viewer", List.of(permission));
                    String text = answer(bob, operations.get(permission).get());
                    assertThat(text).doesNotContain("errors");
                }));
    }

    @TestFactory
    Stream<DynamicTest> allTheOthersDoNotOpenIt() {
        return operations.keySet().stream()
                .map(permission -> DynamicTest.dynamicTest(permission, () -> {
                    bobIs(
                            "viewer",
                            operations.keySet().stream()
                                    .filter(other -> !other.equals(permission))
                                    .toList());
                    String text = answer(bob, operations.get(permission).get());
                    assertThat(text)
                            .contains("errors")
                            .containsPattern("Permission denied|No such (integration|secret)");
                }));
    }

    @Test
    void viewersSeeTheNamesOfSecretsAndIntegrationsWithThePermissionOnly() {
        aSecret();
        anIntegration();
        String query = "{entity(name:\"team\"){secrets{name} integrations{edges{node{id}}}}}";
        bobIs("viewer", List.of());
        assertThat(ask(bob, query).at("/data/entity/secrets")).isEmpty();
        assertThat(ask(bob, query).at("/data/entity/integrations/edges")).isEmpty();
        bobIs("viewer", List.of("secret:read", "integration:read"));
        assertThat(ask(bob, query).at("/data/entity/secrets")).isNotEmpty();
        assertThat(ask(bob, query).at("/data/entity/integrations/edges")).isNotEmpty();
    }

    @Test
    void inAnOrganizationARoleMakesTeams() {
        String create = "createTeam(input:{teamName:\"NAME\"}){entity{name}}";
        String forAda = "createTeam(input:{teamName:\"NAME\",teamAdminUserName:\"ada\"}){entity{name}}";
        inLab("viewer", List.of());
        assertThat(answer(bob, create.replace("NAME", fresh()))).contains("errors");
        inLab("viewer", List.of("organization:create"));
        assertThat(answer(bob, create.replace("NAME", fresh()))).doesNotContain("errors");
        assertThat(answer(bob, forAda.replace("NAME", fresh()))).contains("errors");
        inLab("viewer", List.of("organization:manage"));
        assertThat(answer(bob, forAda.replace("NAME", fresh()))).doesNotContain("errors");
        admin("organizations/lab/members/bob", "{\"role\":\"member\"}");
    }

    @Test
    void whatNothingAsksForCannotBeGiven() {
        for (String permission : List.of("run:manage", "user:read", "instance:manage", "entity:delete", "run", "x:y")) {
            assertThat(put("roles/r", "{\"inherits\":\"viewer\",\"permissions\":[\"" + permission + "\"]}"))
                    .as(permission)
                    .isEqualTo(400);
        }
        assertThat(put("roles/r", "{\"inherits\":\"viewer\",\"permissions\":[\"run:update\",\"project:create\"]}"))
                .as("the words of other servers")
                .isEqualTo(200);
    }

    @Test
    void aProjectThatTheTeamOnlyReadsIsNotOpenedByTheRole() {
        String project = aProject();
        id(ada, "upsertModel(input:{id:\"" + project + "\",access:\"ENTITY_READ\"}){model{id}}");
        bobIs("viewer", List.of("project:write"));
        assertThat(answer(bob, "upsertModel(input:{id:\"" + project + "\",description:\"x\"}){model{id}}"))
                .contains("errors");
    }

    private String aRun() {
        return id(
                ada, "upsertBucket(input:{entityName:\"team\",modelName:\"p\",name:\"" + fresh() + "\"}){bucket{id}}");
    }

    private static String newSweep() {
        return "upsertSweep(input:{entityName:\"team\",projectName:\"p\",config:\"" + SWEEP + "\"}";
    }

    private String aSweep() {
        return id(ada, newSweep() + "){sweep{id}}");
    }

    private String newArtifact() {
        return "createArtifact(input:{entityName:\"team\",projectName:\"p\",artifactTypeName:\"data\","
                + "artifactCollectionName:\"" + fresh() + "\",digest:\"d\",digestAlgorithm:MANIFEST_MD5}";
    }

    private String anArtifact() {
        return id(ada, newArtifact() + "){artifact{id}}");
    }

    private String newReport() {
        return "upsertView(input:{entityName:\"team\",projectName:\"p\",type:\"runs\",name:\"" + fresh()
                + "\",spec:\"{}\"}";
    }

    private String aReport() {
        return id(ada, newReport() + "){view{id}}");
    }

    private String aWorkspaceOfAda() {
        return id(
                ada,
                "upsertView(input:{entityName:\"team\",projectName:\"p\",type:\"project-view\",name:\"nw-ada-w\","
                        + "spec:\"{}\"}){view{id}}");
    }

    private static String queue(String name) {
        return "createRunQueue(input:{entityName:\"team\",projectName:\"p\",queueName:\"" + name + "\",access:PROJECT}";
    }

    private String newQueue() {
        return queue(fresh());
    }

    private String aQueue() {
        return id(ada, newQueue() + "){queueID}");
    }

    private String newAutomation(String scope) {
        String of = scope.equals("PROJECT")
                ? ask(ada, "{project(entityName:\"team\",name:\"p\"){id}}")
                        .at("/data/project/id")
                        .asString()
                : ask(ada, "{entity(name:\"team\"){id}}").at("/data/entity/id").asString();
        return "createFilterTrigger(input:{name:\"" + fresh() + "\",enabled:true,scopeType:" + scope + ",scopeID:\""
                + of
                + "\",triggeringEventType:ADD_COLLECTION_TAG,eventFilter:\"{}\",triggeredActionType:NO_OP,"
                + "triggeredActionConfig:{noOpActionInput:{noOp:true}}}";
    }

    private String anAutomation(String scope) {
        return id(ada, newAutomation(scope) + "){trigger{id}}");
    }

    private String newIntegration() {
        return "createGenericWebhookIntegration(input:{entityName:\"team\",name:\"" + fresh()
                + "\",urlEndpoint:\"https://hooks.invalid/x\"}";
    }

    private String anIntegration() {
        return id(ada, newIntegration() + "){integration{id}}");
    }

    private static String newSecret(String name) {
        return "putTeamSecret(input:{entityName:\"team\",name:\"" + name + "\",value:\"v\"}){secret{name}}";
    }

    private String aSecret() {
        String name = fresh();
        answer(ada, newSecret(name));
        return name;
    }

    private static String newChart(String name) {
        return "createCustomChart(input:{entity:\"team\",name:\"" + name
                + "\",displayName:\"x\",access:\"private\",spec:\"{}\",type:\"vega2\"}){chart{id}}";
    }

    private String aProject() {
        return id(ada, "upsertModel(input:{name:\"" + fresh() + "\",entityName:\"team\"}){model{id}}");
    }

    private String idOf(String username) {
        return ask(ada, "{users(query:\"" + username + "\"){edges{node{id}}}}")
                .at("/data/users/edges/0/node/id")
                .asString();
    }

    private String fresh() {
        return "n" + ++counter;
    }

    private void bobIs(String base, List<String> permissions) {
        String role = role(base, permissions);
        assertThat(admin("organizations/lab/teams/team/members/bob", "{\"role\":\"" + role + "\"}"))
                .isEqualTo(200);
    }

    private void inLab(String base, List<String> permissions) {
        admin("organizations/lab/members/bob", "{\"role\":\"" + role(base, permissions) + "\"}");
    }

    private String role(String base, List<String> permissions) {
        String name = "r" + fresh();
        String listed = permissions.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(","));
        assertThat(put("roles/" + name, "{\"inherits\":\"" + base + "\",\"permissions\":[" + listed + "]}"))
                .isEqualTo(200);
        return name;
    }

    private String aUser(String name) {
        String key = name + "-0123456789abcdef0123456789abcdef01234567";
        admin("users/" + name, "{\"email\":\"" + name + "@example.com\",\"api_key\":\"" + key + "\"}");
        return key;
    }

    private int admin(String path, String body) {
        int status = put(path, body);
        assertThat(status).as(path).isBetween(200, 299);
        return status;
    }

    private int put(String path, String body) {
        return send("PUT", "/admin/v1/" + path, root, body).status();
    }

    private String answer(String key, String mutation) {
        return ask(key, "mutation{" + mutation + "}").toString();
    }

    /** Of what the mutation made: the only id, or text, of its answer. */
    private String id(String key, String mutation) {
        JsonNode made = ask(key, "mutation{" + mutation + "}");
        JsonNode at = made.path("data");
        while (at.isObject()) {
            at = at.iterator().next();
        }
        assertThat(at.isMissingNode() || at.isNull()).as(mutation + made).isFalse();
        return at.asString();
    }

    private JsonNode ask(String key, String query) {
        return send("POST", "/graphql", key, JSON.writeValueAsString(Map.of("query", query)))
                .body();
    }

    private record Answer(int status, JsonNode body) {}

    private Answer send(String method, String path, String key, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes()))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), JSON.readTree(response.body().isEmpty() ? "null" : response.body()));
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
