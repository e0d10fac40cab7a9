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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People over HTTP, against a whole server in a folder of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleExchangeTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext server;
    private String url;
    private String root;

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
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void noCredentialsMakeNobodyAndWrongOnesAreRefusedAtOnce() throws Exception {
        assertThat(graphQl(null, "{viewer{id}}").body().at("/data/viewer").isNull())
                .isTrue();
        Answer wrong = graphQl("x".repeat(40), "{viewer{id}}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().at("/errors/0/message").asString()).contains("API key");
        Answer rest = call("GET", "/api/session", null, Map.of("Authorization", basic("x".repeat(40))));
        assertThat(rest.status()).isEqualTo(401);
        assertThat(rest.body().at("/error/code").asString()).isEqualTo("UNAUTHENTICATED");
        for (String header : List.of("Basic", "Basic !!", "Digest x", "Basic " + encode("api"), "Bearer ")) {
            assertThat(call("GET", "/api/session", null, Map.of("Authorization", header))
                            .status())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @Test
    void aKeyWorksAsPasswordOfAnyUserNameAndAsBearer() throws Exception {
        for (String header : List.of(basic(root), "Basic " + encode("me:" + root), "Bearer " + root)) {
            Answer answer = call("GET", "/api/session", null, Map.of("Authorization", header));
            assertThat(answer.body().at("/user/username").asString()).isEqualTo("root");
        }
    }

    @Test
    void aKeyIsShownOnceWorksAndStopsWorkingAtOnce() throws Exception {
        String ada = aUser("keys-ada");
        JsonNode made = graphQl(ada, "mutation{generateApiKey(input:{description:\"laptop\"}){apiKey{id name}}}")
                .body()
                .at("/data/generateApiKey/apiKey");
        String secret = made.at("/name").asString();
        assertThat(secret).matches("local-[0-9a-f]{40}");
        JsonNode listed = graphQl(secret, "{viewer{apiKeys{edges{node{id name description lastUsedAt}}}}}")
                .body()
                .at("/data/viewer/apiKeys/edges/1/node");
        assertThat(secret)
                .startsWith(listed.at("/name").asString())
                .isNotEqualTo(listed.at("/name").asString());
        assertThat(listed.at("/lastUsedAt").isNull()).isFalse();
        String delete = "mutation{deleteApiKey(input:{id:\"" + made.at("/id").asString() + "\"}){success}}";
        assertThat(graphQl(aUser("keys-bob"), delete).status()).isEqualTo(404);
        assertThat(graphQl(ada, delete).status()).isEqualTo(200);
        assertThat(graphQl(secret, "{viewer{id}}").status()).isEqualTo(401);
    }

    @Test
    void theAdminContractCreatesUpdatesAndDeletes() throws Exception {
        String key = aUser("contract");
        JsonNode viewer = graphQl(
                        key,
                        "{viewer{username email admin entity organizations{name} teams{edges{node{name}}} apiKeys{edges{node{name}}}}}")
                .body()
                .at("/data/viewer");
        assertThat(viewer.at("/entity").asString()).isEqualTo("contract");
        assertThat(viewer.at("/teams/edges/0/node/name").asString()).isEqualTo("contract");
        assertThat(viewer.at("/organizations")).isEmpty();
        assertThat(viewer.at("/apiKeys/edges")).hasSize(1);
        assertThat(key).startsWith(viewer.at("/apiKeys/edges/0/node/name").asString());

        assertThat(admin("PUT", "/admin/v1/users/contract", "{\"admin\":true,\"unknown\":1}")
                        .body()
                        .at("/admin")
                        .asBoolean())
                .isTrue();
        assertThat(graphQl(key, "{viewer{admin}}")
                        .body()
                        .at("/data/viewer/admin")
                        .asBoolean())
                .isTrue();
        assertThat(admin("PUT", "/admin/v1/organizations/acme", "{\"admin\":\"contract\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin("PUT", "/admin/v1/organizations/acme", "{\"admin\":\"contract\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin(
                                "PUT",
                                "/admin/v1/organizations/acme/teams/acme-team",
                                "{\"admin\":\"contract\",\"plan\":\"x\"}")
                        .body()
                        .at("/organization")
                        .asString())
                .isEqualTo("acme");
        assertThat(admin("PUT", "/admin/v1/organizations/acme/members/root", "{\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin("PUT", "/admin/v1/organizations/acme/members/root", "{\"role\":\"king\"}")
                        .status())
                .isEqualTo(400);
        assertThat(graphQl(key, "{entity(name:\"acme-team\"){organization{name orgEntity{entityType}}}}")
                        .body()
                        .at("/data/entity/organization/orgEntity/entityType")
                        .asString())
                .isEqualTo("organization");

        assertThat(admin("DELETE", "/admin/v1/organizations/acme", null).status())
                .isEqualTo(204);
        assertThat(admin("DELETE", "/admin/v1/organizations/acme", null).status())
                .isEqualTo(404);
        assertThat(graphQl(key, "{entity(name:\"acme-team\"){available}}")
                        .body()
                        .at("/data/entity/available")
                        .asBoolean())
                .isTrue();
        assertThat(admin("DELETE", "/admin/v1/users/contract", null).status()).isEqualTo(204);
        assertThat(admin("DELETE", "/admin/v1/users/contract", null).status()).isEqualTo(404);
        assertThat(graphQl(key, "{viewer{id}}").status()).isEqualTo(401);
        assertThat(aUser("contract")).isNotEmpty();
    }

    @Test
    void whoWasHereIsToldToThoseWhoRunTheOrganization() throws Exception {
        String boss = aUser("seen-boss");
        String ada = aUser("seen-ada");
        aUser("seen-nobody");
        admin("PUT", "/admin/v1/organizations/seen", "{\"admin\":\"seen-boss\"}");
        for (String name : List.of("seen-ada", "seen-nobody")) {
            admin("PUT", "/admin/v1/organizations/seen/members/" + name, "{\"role\":\"member\"}");
        }
        graphQl(ada, "{viewer{id}}");
        graphQl(ada, "mutation{upsertBucket(input:{modelName:\"p\",entityName:\"seen-ada\",name:\"r1\"}){bucket{id}}}");

        String query = "{organization(name:\"seen\"){activity(days:7){day people runs} members{username daysActive"
                + " lastActiveAt user{accountType}}}}";
        JsonNode seen = graphQl(boss, query).body().at("/data/organization");
        assertThat(seen.at("/activity")).hasSize(7);
        assertThat(seen.at("/activity/6/day").asString())
                .isEqualTo(java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString());
        assertThat(seen.at("/activity/6/people").asInt()).isEqualTo(2);
        assertThat(seen.at("/activity/6/runs").asInt()).isOne();
        assertThat(seen.at("/activity/5/people").asInt()).isZero();
        for (JsonNode member : seen.at("/members")) {
            boolean here = !member.at("/username").asString().equals("seen-nobody");
            assertThat(member.at("/daysActive").asInt()).isEqualTo(here ? 1 : 0);
            assertThat(member.at("/lastActiveAt").isNull()).isEqualTo(!here);
            assertThat(member.at("/user/accountType").asString()).isEqualTo("MEMBER");
        }

        JsonNode byMember = graphQl(ada, query).body().at("/data/organization");
        assertThat(byMember.at("/activity").isNull()).isTrue();
        assertThat(byMember.at("/members")).hasSize(3);
        byMember.at("/members")
                .forEach(member -> assertThat(member.at("/daysActive").isNull()
                                && member.at("/lastActiveAt").isNull())
                        .isTrue());
        String others = "{users(query:\"seen-\"){edges{node{username lastActiveAt daysActive}}}}";
        for (JsonNode edge : graphQl(ada, others).body().at("/data/users/edges")) {
            boolean own = edge.at("/node/username").asString().equals("seen-ada");
            assertThat(edge.at("/node/lastActiveAt").isNull()).isEqualTo(!own);
            assertThat(edge.at("/node/daysActive").isNull()).isEqualTo(!own);
        }
    }

    @Test
    void theSameHourIsNotedOnce() throws Exception {
        String ada = aUser("often");
        graphQl(ada, "{viewer{id}}");
        String at = "{viewer{lastActiveAt}}";
        String first = graphQl(ada, at).body().at("/data/viewer/lastActiveAt").asString();
        // another key is another entry in the memory of callers, so the account is read again
        String other = graphQl(ada, "mutation{generateApiKey(input:{}){apiKey{name}}}")
                .body()
                .at("/data/generateApiKey/apiKey/name")
                .asString();
        assertThat(graphQl(other, at).body().at("/data/viewer/lastActiveAt").asString())
                .isEqualTo(first);
    }

    @Test
    void aProjectNamesWhoHasRunsInIt() throws Exception {
        String ada = aUser("works-ada");
        for (String run : List.of("r1", "r2")) {
            graphQl(
                    ada,
                    "mutation{upsertBucket(input:{modelName:\"p\",entityName:\"works-ada\",name:\"" + run
                            + "\"}){bucket{id}}}");
        }
        String query =
                "{project(entityName:\"works-ada\",name:\"p\"){contributors{runs computeSeconds user{username}}}}";
        JsonNode contributors = graphQl(ada, query).body().at("/data/project/contributors");
        assertThat(contributors).hasSize(1);
        assertThat(contributors.at("/0/user/username").asString()).isEqualTo("works-ada");
        assertThat(contributors.at("/0/runs").asInt()).isEqualTo(2);
        assertThat(contributors.at("/0/computeSeconds").asDouble()).isNotNegative();
        assertThat(graphQl(aUser("works-stranger"), query)
                        .body()
                        .at("/data/project")
                        .isNull())
                .isTrue();
    }

    @Test
    void aProjectSaysWhoHasAWayInAndWhy() throws Exception {
        String boss = aUser("ways-boss");
        String ada = aUser("ways-ada");
        aUser("ways-viewer");
        String outside = aUser("ways-outside");
        admin("PUT", "/admin/v1/organizations/ways", "{\"admin\":\"ways-boss\"}");
        admin("PUT", "/admin/v1/organizations/ways/teams/ways-crew", "{\"admin\":\"ways-boss\"}");
        admin("PUT", "/admin/v1/organizations/ways/teams/ways-crew/members/ways-ada", "{\"role\":\"member\"}");
        admin("PUT", "/admin/v1/organizations/ways/teams/ways-crew/members/ways-viewer", "{\"role\":\"viewer\"}");
        graphQl(ada, "mutation{upsertModel(input:{entityName:\"ways-crew\",name:\"p\"}){project{id}}}");
        String query = "{project(entityName:\"ways-crew\",name:\"p\"){id people{user{username} role why}}}";
        JsonNode open = graphQl(ada, query).body().at("/data/project/people");
        assertThat(open.valueStream()
                        .map(each -> each.at("/user/username").asString() + " "
                                + each.at("/role").asString() + " " + each.at("/why")))
                .containsExactlyInAnyOrder(
                        "ways-ada admin [\"made the project\",\"member of ways-crew\"]",
                        "ways-boss admin [\"admin of ways-crew\"]",
                        "ways-viewer viewer [\"viewer of ways-crew\"]");
        graphQl(
                ada,
                "mutation{upsertModel(input:{entityName:\"ways-crew\",name:\"p\",access:\"RESTRICTED\"}){project{id}}}");
        assertThat(graphQl(boss, query).body().at("/data/project/people"))
                .as("a viewer of the team has no way into a restricted project")
                .hasSize(2);
        assertThat(graphQl(outside, query).body().at("/data/project").isNull()).isTrue();
    }

    @Test
    void whatSomebodyKeepsInTeamsGoesToAnHeir() throws Exception {
        String ada = aUser("leaves-ada");
        String heir = aUser("heir");
        String other = aUser("leaves-other");
        admin("PUT", "/admin/v1/organizations/leaves", "{\"admin\":\"leaves-other\"}");
        admin("PUT", "/admin/v1/organizations/leaves/teams/leaves-crew", "{\"admin\":\"leaves-other\"}");
        for (String name : List.of("leaves-ada", "heir")) {
            admin("PUT", "/admin/v1/organizations/leaves/teams/leaves-crew/members/" + name, "{\"role\":\"member\"}");
        }
        for (String entity : List.of("leaves-crew", "leaves-ada")) {
            graphQl(ada, "mutation{upsertModel(input:{entityName:\"" + entity + "\",name:\"p\"}){project{id}}}");
            graphQl(
                    ada,
                    "mutation{upsertView(input:{entityName:\"" + entity
                            + "\",projectName:\"p\",type:\"runs\",name:\"r\",spec:\"{}\"}){view{id}}}");
        }
        String manageable = "{project(entityName:\"leaves-crew\",name:\"p\"){manageable user{username}}}";
        assertThat(graphQl(heir, manageable)
                        .body()
                        .at("/data/project/manageable")
                        .asBoolean())
                .isFalse();
        assertThat(call(
                                "PUT",
                                "/admin/v1/users/leaves-ada/heir",
                                "{\"username\":\"heir\"}",
                                Map.of("Authorization", basic(other)))
                        .status())
                .isEqualTo(403);
        for (String no : List.of("leaves-ada", "nobody-there")) {
            assertThat(admin("PUT", "/admin/v1/users/leaves-ada/heir", "{\"username\":\"" + no + "\"}")
                            .status())
                    .isIn(400, 404);
        }
        JsonNode handed = admin("PUT", "/admin/v1/users/leaves-ada/heir", "{\"username\":\"heir\"}")
                .body();
        assertThat(handed.at("/projects").asInt()).isOne();
        assertThat(handed.at("/reports").asInt()).isOne();
        assertThat(handed.at("/moved").asInt()).isZero();
        JsonNode project = graphQl(heir, manageable).body().at("/data/project");
        assertThat(project.at("/manageable").asBoolean()).isTrue();
        assertThat(project.at("/user/username").asString()).isEqualTo("heir");
        assertThat(graphQl(ada, "{project(entityName:\"leaves-ada\",name:\"p\"){user{username}}}")
                        .body()
                        .at("/data/project/user/username")
                        .asString())
                .as("projects under one's own name stay one's own")
                .isEqualTo("leaves-ada");
    }

    @Test
    void whoIsKeptOutOrRemovedLeavesEverythingInOneStep() throws Exception {
        String ada = aUser("one-step");
        String heir = aUser("one-heir");
        admin("PUT", "/admin/v1/organizations/one", "{\"admin\":\"one-heir\"}");
        admin("PUT", "/admin/v1/organizations/one/teams/one-crew", "{\"admin\":\"one-heir\"}");
        admin("PUT", "/admin/v1/organizations/one/teams/one-crew/members/one-step", "{\"role\":\"member\"}");
        String id = graphQl(ada, "{viewer{id}}").body().at("/data/viewer/id").asString();
        for (String path : List.of("one-crew/team", "one-crew/home", "one-step/home", "one-step/open")) {
            String[] at = path.split("/");
            graphQl(
                    ada,
                    "mutation{upsertModel(input:{entityName:\"" + at[0] + "\",name:\"" + at[1]
                            + "\",access:\"PRIVATE\"}){project{id}}}");
        }
        graphQl(
                ada,
                "mutation{upsertModel(input:{entityName:\"one-step\",name:\"open\",access:\"USER_READ\"}){project{id}}}");
        graphQl(
                ada,
                "mutation{upsertBucket(input:{modelName:\"home\",entityName:\"one-step\",name:\"r1\"}){bucket{id}}}");
        graphQl(heir, "mutation{updateEntity(input:{entityName:\"one-crew\",privateOnly:true}){entity{id}}}");

        // an heir nobody knows keeps the person in
        String deactivate = "mutation{deactivateUser(input:{id:\"" + id + "\",heir:\"%s\",projectsTo:\"one-crew\"})"
                + "{user{deactivatedAt}}}";
        assertThat(graphQl(root, String.format(deactivate, "nobody-there"))
                        .body()
                        .has("errors"))
                .isTrue();
        assertThat(graphQl(ada, "{viewer{id}}").status()).isEqualTo(200);
        assertThat(graphQl(heir, "{project(entityName:\"one-crew\",name:\"open\"){id}}")
                        .body()
                        .at("/data/project")
                        .isNull())
                .as("nothing was moved either")
                .isTrue();

        assertThat(graphQl(root, String.format(deactivate, "one-heir"))
                        .body()
                        .at("/data/deactivateUser/user/deactivatedAt")
                        .isNull())
                .isFalse();
        assertThat(graphQl(ada, "{viewer{id}}").status()).isEqualTo(401);
        String project = "{project(entityName:\"one-crew\",name:\"%s\"){access user{username} run(name:\"r1\"){name}}}";
        assertThat(graphQl(heir, String.format(project, "team"))
                        .body()
                        .at("/data/project/user/username")
                        .asString())
                .isEqualTo("one-heir");
        JsonNode home =
                graphQl(heir, String.format(project, "home-one-step")).body().at("/data/project");
        assertThat(home.at("/run/name").asString()).isEqualTo("r1");
        assertThat(home.at("/user/username").asString()).isEqualTo("one-heir");
        assertThat(graphQl(heir, String.format(project, "open"))
                        .body()
                        .at("/data/project/access")
                        .asString())
                .as("the team allows private projects only")
                .isEqualTo("PRIVATE");

        admin("DELETE", "/admin/v1/users/one-step/deactivation", null);
        graphQl(ada, "mutation{upsertModel(input:{entityName:\"one-step\",name:\"late\"}){project{id}}}");
        assertThat(admin("DELETE", "/admin/v1/users/one-step?heir=nobody-there", null)
                        .status())
                .isEqualTo(404);
        assertThat(graphQl(ada, "{viewer{id}}").status()).isEqualTo(200);
        assertThat(admin("DELETE", "/admin/v1/users/one-step?heir=one-heir&projects_to=one-heir", null)
                        .status())
                .isEqualTo(204);
        assertThat(graphQl(ada, "{viewer{id}}").status()).isEqualTo(401);
        assertThat(graphQl(heir, "{project(entityName:\"one-heir\",name:\"late\"){manageable}}")
                        .body()
                        .at("/data/project/manageable")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void peopleDeleteTheirOwnAccounts() throws Exception {
        String ada = aUser("own-ada");
        String friend = aUser("own-friend");
        aUser("own-stranger");
        admin("PUT", "/admin/v1/organizations/own", "{\"admin\":\"own-friend\"}");
        admin("PUT", "/admin/v1/organizations/own/teams/own-crew", "{\"admin\":\"own-friend\"}");
        admin("PUT", "/admin/v1/organizations/own/teams/own-crew/members/own-ada", "{\"role\":\"member\"}");
        graphQl(ada, "mutation{upsertModel(input:{entityName:\"own-crew\",name:\"p\"}){project{id}}}");
        graphQl(ada, "mutation{upsertModel(input:{entityName:\"own-ada\",name:\"mine\"}){project{id}}}");
        String delete = "mutation{deleteAccount(input:{username:\"%s\",heir:%s,projectsTo:%s}){success}}";
        for (String refused : List.of(
                String.format(delete, "own-friend", "null", "null"),
                String.format(delete, "own-ada", "\"own-stranger\"", "null"),
                String.format(delete, "own-ada", "\"own-ada\"", "null"),
                String.format(delete, "own-ada", "null", "\"own-friend\""),
                String.format(delete, "own-ada", "null", "\"nobody-there\""),
                String.format(delete, "own-ada", "null", "\"own-ada\""))) {
            Answer answer = graphQl(ada, refused);
            assertThat(answer.status()).as(answer.body().toString()).isIn(200, 400, 403, 404);
            assertThat(answer.body().has("errors")).as(refused).isTrue();
        }
        assertThat(graphQl(ada, "{viewer{username}}")
                        .body()
                        .at("/data/viewer/username")
                        .asString())
                .isEqualTo("own-ada");

        assertThat(graphQl(ada, String.format(delete, "own-ada", "\"own-friend\"", "\"own-crew\""))
                        .body()
                        .at("/data/deleteAccount/success")
                        .asBoolean())
                .isTrue();
        assertThat(graphQl(ada, "{viewer{id}}").status()).isEqualTo(401);
        for (String name : List.of("p", "mine")) {
            assertThat(graphQl(friend, "{project(entityName:\"own-crew\",name:\"" + name + "\"){user{username}}}")
                            .body()
                            .at("/data/project/user/username")
                            .asString())
                    .isEqualTo("own-friend");
        }
        String log = call(
                        "GET",
                        "/admin/audit_logs?limit=1000&startDate="
                                + java.time.LocalDate.now(java.time.ZoneOffset.UTC) + "&endDate="
                                + java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                                        .plusDays(1),
                        null,
                        Map.of("Authorization", basic(root)))
                .body()
                .toString();
        assertThat(log).contains("user:permanently_delete").contains("own-ada");
    }

    @Test
    void neitherTheLastAdministratorNorAProgramDeletesItself() throws Exception {
        assertThat(graphQl(root, "mutation{deleteAccount(input:{username:\"root\"}){success}}")
                        .body()
                        .at("/errors/0/message")
                        .asString())
                .contains("last administrator");
        assertThat(graphQl(root, "{viewer{username}}")
                        .body()
                        .at("/data/viewer/username")
                        .asString())
                .isEqualTo("root");
        aUser("program-boss");
        admin("PUT", "/admin/v1/organizations/program", "{\"admin\":\"program-boss\"}");
        admin("PUT", "/admin/v1/organizations/program/teams/program-crew", "{\"admin\":\"program-boss\"}");
        graphQl(
                root,
                "mutation{createServiceAccount(input:{entityName:\"program-crew\",description:\"bot\"}){user{id}}}");
        JsonNode members = graphQl(root, "{entity(name:\"program-crew\"){members{username accountType apiKey}}}")
                .body()
                .at("/data/entity/members");
        JsonNode bot = members.valueStream()
                .filter(each -> each.at("/accountType").asString().equals("SERVICE"))
                .findFirst()
                .orElseThrow();
        assertThat(graphQl(
                                bot.at("/apiKey").asString(),
                                "mutation{deleteAccount(input:{username:\""
                                        + bot.at("/username").asString() + "\"}){success}}")
                        .body()
                        .at("/errors/0/message")
                        .asString())
                .contains("service account");
    }

    @Test
    void theAdminContractIsForAdministrators() throws Exception {
        String body = "{\"email\":\"x@example.com\"}";
        assertThat(call("PUT", "/admin/v1/users/nobody", body, Map.of()).status())
                .isEqualTo(401);
        assertThat(call("PUT", "/admin/v1/users/nobody", body, Map.of("Authorization", basic(aUser("plain"))))
                        .status())
                .isEqualTo(403);
        assertThat(call(
                                "PUT",
                                "/admin/v1/users/nobody",
                                body,
                                Map.of("Authorization", basic(root), "Use-Admin-Privileges", "false"))
                        .status())
                .isEqualTo(403);
        assertThat(admin("PUT", "/admin/v1/users/two%20words", "{}").status()).isEqualTo(400);
        assertThat(admin("PUT", "/admin/v1/users/graphql", "{}").status()).isEqualTo(400);
        assertThat(admin("PUT", "/admin/v1/users/nobody", "{broken").status()).isEqualTo(400);
        assertThat(admin("GET", "/admin/v1/users/root", null).status()).isEqualTo(404);
    }

    @Test
    void aBrowserSignsUpSignsOutAndSignsIn() throws Exception {
        Answer signedUp = call(
                "POST",
                "/api/signup",
                "{\"username\":\"web\",\"email\":\"Web@Example.com\",\"password\":\"correct horse\"}",
                Map.of());
        assertThat(signedUp.status()).isEqualTo(200);
        assertThat(signedUp.body().at("/user/admin").asBoolean())
                .as("not the first one")
                .isFalse();
        Browser browser = new Browser(signedUp);
        assertThat(browser.call("GET", "/api/session", null, false)
                        .body()
                        .at("/user/entity")
                        .asString())
                .isEqualTo("web");
        assertThat(browser.graphQl("{viewer{organizations{name}}}")
                        .body()
                        .at("/data/viewer/organizations/0/name")
                        .asString())
                .isEqualTo("default");

        assertThat(browser.call("DELETE", "/api/session", null, true).status()).isEqualTo(204);
        assertThat(browser.call("GET", "/api/session", null, false)
                        .body()
                        .at("/user")
                        .isNull())
                .isTrue();
        Answer again = call(
                "POST", "/api/session", "{\"login\":\"web@example.com\",\"password\":\"correct horse\"}", Map.of());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.cookies())
                .anyMatch(cookie -> cookie.startsWith("selvedge_session=") && cookie.contains("HttpOnly"));
    }

    @Test
    void aSessionChangesNothingWithoutItsCsrfToken() throws Exception {
        Browser one = new Browser(signUp("csrf-one"));
        Browser two = new Browser(signUp("csrf-two"));
        String change = "{\"query\":\"mutation{generateApiKey(input:{}){apiKey{id}}}\"}";
        assertThat(one.call("POST", "/graphql", change, false).status()).isEqualTo(403);
        assertThat(one.withToken(two.token)
                        .call("POST", "/graphql", change, true)
                        .status())
                .as("the token of another session")
                .isEqualTo(403);
        assertThat(one.call("POST", "/graphql", change, true).status()).isEqualTo(200);
    }

    @Test
    void badSignUpsAreRefusedInWords() throws Exception {
        for (String body : List.of(
                "{}",
                "{\"username\":\"ok\",\"email\":\"a@example.com\",\"password\":\"short\"}",
                "{\"username\":\"settings\",\"email\":\"a@example.com\",\"password\":\"long enough\"}",
                "{\"username\":\"a/b\",\"email\":\"a@example.com\",\"password\":\"long enough\"}",
                "{\"username\":\"ok\",\"email\":\"nonsense\",\"password\":\"long enough\"}",
                "[]",
                "null")) {
            Answer answer = call("POST", "/api/signup", body, Map.of());
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body().at("/error/message").asString()).isNotBlank();
        }
        signUp("taken");
        assertThat(call(
                                "POST",
                                "/api/signup",
                                "{\"username\":\"taken\",\"email\":\"other@example.com\",\"password\":\"long enough\"}",
                                Map.of())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void guessingPasswordsIsSlowedDown() throws Exception {
        signUp("guessed");
        String wrong = "{\"login\":\"guessed\",\"password\":\"wrong wrong\"}";
        for (int i = 0; i < 10; i++) {
            assertThat(call("POST", "/api/session", wrong, Map.of()).status()).isEqualTo(401);
        }
        Answer refused = call("POST", "/api/session", wrong, Map.of());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 300);
    }

    @Test
    void pagesLoadNothingFromElsewhereAndNotebooksMayFrameThem() throws Exception {
        Answer page = call("GET", "/web/project", null, Map.of());
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'self'");
        assertThat(page.header("Content-Security-Policy")).doesNotContain("script-src 'self' 'unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Answer framed = call("GET", "/web/project/runs/r?jupyter=true", null, Map.of());
        assertThat(framed.header("Content-Security-Policy")).doesNotContain("frame-ancestors");
        assertThat(framed.header("X-Frame-Options")).isNull();
        assertThat(call("GET", "/settings?jupyter=true", null, Map.of()).header("X-Frame-Options"))
                .isNotNull();
        Answer frame = call("GET", "/frame.html", null, Map.of());
        assertThat(frame.header("Content-Security-Policy"))
                .as("what is logged may do in its frame as it likes, and in nobody's name")
                .isEqualTo("sandbox allow-scripts; frame-ancestors 'self'");
    }

    @Test
    void projectsAreMadeChangedAndHiddenFromStrangers() throws Exception {
        String ada = aUser("proj-ada");
        String bob = aUser("proj-bob");
        JsonNode made = graphQl(
                        ada,
                        "mutation{upsertModel(input:{name:\"p\",entityName:\"proj-ada\"}){inserted project{id internalId name access user{username}}}}")
                .body()
                .at("/data/upsertModel");
        assertThat(made.at("/inserted").asBoolean()).isTrue();
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(made.at("/project/internalId").asString()),
                        StandardCharsets.UTF_8))
                .matches("ProjectInternalId:\\d+");
        String id = made.at("/project/id").asString();
        String query = "{project(name:\"p\",entityName:\"proj-ada\"){id readOnly}}";
        assertThat(graphQl(bob, query).body().at("/data/project").isNull()).isTrue();
        assertThat(graphQl(null, query).body().at("/data/project").isNull()).isTrue();
        assertThat(graphQl(bob, "mutation{upsertModel(input:{name:\"q\",entityName:\"proj-ada\"}){inserted}}")
                        .status())
                .isEqualTo(404);
        assertThat(graphQl(bob, "mutation{deleteModel(input:{id:\"" + id + "\"}){success}}")
                        .status())
                .isEqualTo(404);
        assertThat(graphQl(ada, "mutation{upsertModel(input:{id:\"" + id + "\",access:\"USER_READ\"}){inserted}}")
                        .status())
                .isEqualTo(200);
        assertThat(graphQl(bob, query).body().at("/data/project/readOnly").asBoolean())
                .isTrue();
        assertThat(graphQl(bob, "mutation{deleteModel(input:{id:\"" + id + "\"}){success}}")
                        .status())
                .isEqualTo(403);
        assertThat(graphQl(
                                ada,
                                "mutation{renameProject(input:{entityName:\"proj-ada\",oldProjectName:\"p\",newProjectName:\"a/b\"}){inserted}}")
                        .body()
                        .at("/errors/0/message")
                        .asString())
                .contains("Invalid project name");
        assertThat(graphQl(ada, "mutation{deleteModel(input:{id:\"" + id + "\"}){success}}")
                        .status())
                .isEqualTo(200);
        assertThat(graphQl(ada, query).body().at("/data/project").isNull()).isTrue();
    }

    @Test
    void serviceAccountsShowTheirKeyToTheAdminWhoMadeThem() throws Exception {
        String ada = aUser("sa-ada");
        admin("PUT", "/admin/v1/organizations/sa-org", "{\"admin\":\"sa-ada\"}");
        admin("PUT", "/admin/v1/organizations/sa-org/teams/sa-team", "{\"admin\":\"sa-ada\"}");
        graphQl(ada, "mutation{createServiceAccount(input:{entityName:\"sa-team\",description:\"ci\"}){user{id}}}");
        JsonNode account = graphQl(ada, "{entity(name:\"sa-team\"){members{name accountType apiKey}}}")
                .body()
                .at("/data/entity/members/1");
        assertThat(account.at("/accountType").asString()).isEqualTo("SERVICE");
        String key = account.at("/apiKey").asString();
        JsonNode viewer = graphQl(key, "{viewer{name entity teams{edges{node{name}}}}}")
                .body()
                .at("/data/viewer");
        assertThat(viewer.at("/entity").asString()).isEqualTo("sa-team");
        assertThat(graphQl(key, "{entity(name:\"sa-team\"){members{apiKey}}}")
                        .body()
                        .at("/data/entity/members/1/apiKey")
                        .isNull())
                .as("members see no keys")
                .isTrue();
    }

    @Test
    void invitedColleaguesAreInAndOthersWaitForTheirAccount() throws Exception {
        String ada = aUser("inv-ada");
        aUser("inv-bob");
        admin("PUT", "/admin/v1/organizations/inv-org", "{\"admin\":\"inv-ada\"}");
        admin("PUT", "/admin/v1/organizations/inv-org/members/inv-bob", "{\"role\":\"member\"}");
        admin("PUT", "/admin/v1/organizations/inv-org/teams/inv-team", "{\"admin\":\"inv-ada\"}");
        String members = "{entity(name:\"inv-team\"){members{id username pending email}}}";
        assertThat(graphQl(ada, invite("username:\\\"inv-bob\\\"")).status()).isEqualTo(200);
        assertThat(graphQl(ada, members)
                        .body()
                        .at("/data/entity/members/1/username")
                        .asString())
                .isEqualTo("inv-bob");
        assertThat(graphQl(ada, invite("username:\\\"inv-bob\\\"")).status()).isEqualTo(409);

        assertThat(graphQl(ada, invite("email:\\\"inv-new@example.com\\\"")).status())
                .isEqualTo(200);
        assertThat(graphQl(ada, members)
                        .body()
                        .at("/data/entity/members/0/pending")
                        .asBoolean())
                .isTrue();
        signUp("inv-new");
        assertThat(graphQl(ada, members)
                        .body()
                        .at("/data/entity/members/2/username")
                        .asString())
                .isEqualTo("inv-new");

        String bob =
                graphQl(ada, members).body().at("/data/entity/members/1/id").asString();
        assertThat(graphQl(
                                ada,
                                "mutation{deleteInvite(input:{id:\\\"" + bob
                                        + "\\\",entityName:\\\"inv-team\\\"}){success}}")
                        .status())
                .isEqualTo(200);
        assertThat(graphQl(ada, members).body().at("/data/entity/members")).hasSize(2);
    }

    @Test
    void adminsOfATeamGiveMembersOtherRolesAndAddNobodyThatWay() throws Exception {
        String ada = aUser("role-ada");
        String bob = aUser("role-bob");
        aUser("role-eve");
        admin("PUT", "/admin/v1/organizations/role-org", "{\"admin\":\"role-ada\"}");
        admin("PUT", "/admin/v1/organizations/role-org/teams/role-team", "{\"admin\":\"role-ada\"}");
        admin("PUT", "/admin/v1/organizations/role-org/teams/role-team/members/role-bob", "{\"role\":\"viewer\"}");
        assertThat(graphQl(ada, role("role-bob", "member")).status()).isEqualTo(200);
        String shown = "{entity(name:\"role-team\"){readOnly manageable members{username role}}}";
        assertThat(graphQl(bob, shown).body().at("/data/entity/readOnly").asBoolean())
                .isFalse();
        assertThat(graphQl(bob, shown).body().at("/data/entity/manageable").asBoolean())
                .isFalse();
        assertThat(graphQl(ada, shown).body().at("/data/entity/manageable").asBoolean())
                .isTrue();
        assertThat(graphQl(bob, role("role-bob", "admin")).status()).isEqualTo(403);
        assertThat(graphQl(ada, role("role-eve", "member")).status()).isEqualTo(404);
        assertThat(graphQl(ada, role("role-ada", "viewer"))
                        .body()
                        .at("/errors/0/message")
                        .asString())
                .contains("last admin");
    }

    private static String role(String username, String role) {
        return "mutation{updateTeamMember(input:{entityName:\"role-team\",username:\"" + username + "\",role:\"" + role
                + "\"}){success}}";
    }

    @Test
    void aTeamSaysWhatItsMembersMayAndItsOrganizationMayAskForMore() throws Exception {
        String ada = aUser("pol-ada");
        String bob = aUser("pol-bob");
        String eve = aUser("pol-eve");
        admin("PUT", "/admin/v1/organizations/pol-org", "{\"admin\":\"pol-ada\"}");
        admin("PUT", "/admin/v1/organizations/pol-org/teams/pol-team", "{\"admin\":\"pol-ada\"}");
        admin("PUT", "/admin/v1/organizations/pol-org/teams/pol-team/members/pol-bob", "{\"role\":\"member\"}");
        admin("PUT", "/admin/v1/organizations/pol-org/members/pol-eve", "{\"role\":\"member\"}");

        assertThat(graphQl(bob, policy("pol-team", "hidden:true")).status()).isEqualTo(403);
        assertThat(graphQl(eve, policy("pol-team", "hidden:true")).status()).isEqualTo(403);
        assertThat(graphQl(aUser("pol-out"), policy("pol-team", "hidden:true")).status())
                .isEqualTo(404);
        for (String nonsense :
                List.of("defaultAccess:\"OPEN\"", "photoUrl:\"javascript:x\"", "artifactTtlSeconds:-5")) {
            assertThat(graphQl(ada, policy("pol-team", nonsense)).body().at("/errors"))
                    .as(nonsense)
                    .hasSize(1);
        }

        String invite = "mutation{createInvite(input:{entityName:\"pol-team\",username:\"pol-eve\"}){invite{id}}}";
        assertThat(graphQl(bob, invite).status()).isEqualTo(403);
        graphQl(ada, policy("pol-team", "membersInvite:true hidden:true defaultAccess:\"USER_READ\""));
        assertThat(graphQl(eve, "{organization(name:\"pol-org\"){teams{name}}}")
                        .body()
                        .at("/data/organization/teams"))
                .isEmpty();
        String asAdmin = invite.replace("username", "admin:true,username");
        assertThat(graphQl(bob, asAdmin).status()).isEqualTo(403);
        assertThat(graphQl(bob, invite).status()).isEqualTo(200);
        String teamsOfBob = "{users(query:\"pol-bob\"){edges{node{teams{edges{node{name}}}}}}}";
        assertThat(graphQl(eve, teamsOfBob).body().toString()).contains("pol-team");
        assertThat(graphQl(aUser("pol-far"), teamsOfBob).body().toString())
                .contains("pol-bob")
                .doesNotContain("pol-team");
        assertThat(graphQl(eve, "{entity(name:\"pol-team\"){policy{hidden membersInvite}}}")
                        .body()
                        .at("/data/entity/policy/hidden")
                        .asBoolean())
                .as("she is in now")
                .isTrue();

        String project = "mutation{upsertModel(input:{name:\"NAME\",entityName:\"pol-team\"ACCESS}){project{access}}}";
        assertThat(graphQl(ada, project.replace("NAME", "a").replace("ACCESS", ""))
                        .body()
                        .at("/data/upsertModel/project/access")
                        .asString())
                .isEqualTo("USER_READ");
        assertThat(graphQl(ada, policy("pol-org-org", "privateOnly:true linksOff:true"))
                        .status())
                .isEqualTo(200);
        assertThat(graphQl(ada, "{entity(name:\"pol-team\"){policy{enforced{privateOnly linksOff}}}}")
                        .body()
                        .at("/data/entity/policy/enforced/linksOff")
                        .asBoolean())
                .isTrue();
        assertThat(graphQl(ada, project.replace("NAME", "b").replace("ACCESS", ""))
                        .body()
                        .at("/data/upsertModel/project/access")
                        .asString())
                .isEqualTo("PRIVATE");
        assertThat(graphQl(ada, project.replace("NAME", "c").replace("ACCESS", ",access:\"USER_READ\""))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAddressThatWasInvitedIsNotTakenByWhoHasAnAccount() throws Exception {
        String ada = aUser("adr-ada");
        String eve = aUser("adr-eve");
        admin("PUT", "/admin/v1/organizations/adr-org", "{\"admin\":\"adr-ada\"}");
        admin("PUT", "/admin/v1/organizations/adr-org/teams/adr-team", "{\"admin\":\"adr-ada\"}");
        String invite =
                "mutation{createInvite(input:{entityName:\"adr-team\",email:\"bob@adr.example\",admin:true}){invite{id}}}";
        assertThat(graphQl(ada, invite).status()).isEqualTo(200);
        String take = "mutation{updateUser(input:{email:\"ADDRESS\"}){user{email}}}";
        assertThat(graphQl(eve, take.replace("ADDRESS", "eve@adr.example")).status())
                .isEqualTo(200);
        for (String address : List.of("bob@adr.example", "BOB@adr.example")) {
            Answer refused = graphQl(eve, take.replace("ADDRESS", address));
            assertThat(refused.status()).as(address).isEqualTo(403);
        }
        assertThat(graphQl(eve, "{viewer{email invites{id}}}").body().at("/data/viewer/invites"))
                .isEmpty();
    }

    @Test
    void whoLeavesAnOrganizationHasTheirOwnEntityToLogTo() throws Exception {
        String bob = aUser("lea-bob");
        aUser("lea-ada");
        admin("PUT", "/admin/v1/organizations/lea-org", "{\"admin\":\"lea-ada\"}");
        admin("PUT", "/admin/v1/organizations/lea-org/teams/lea-team", "{\"admin\":\"lea-ada\"}");
        admin("PUT", "/admin/v1/organizations/lea-org/teams/lea-team/members/lea-bob", "{\"role\":\"member\"}");
        graphQl(bob, "mutation{updateUser(input:{defaultEntity:\"lea-team\"}){user{id}}}");
        assertThat(graphQl(bob, "{viewer{entity}}")
                        .body()
                        .at("/data/viewer/entity")
                        .asString())
                .isEqualTo("lea-team");
        assertThat(admin("DELETE", "/admin/v1/organizations/lea-org/members/lea-bob", null)
                        .status())
                .isEqualTo(204);
        assertThat(graphQl(bob, "{viewer{entity}}")
                        .body()
                        .at("/data/viewer/entity")
                        .asString())
                .isEqualTo("lea-bob");
    }

    @Test
    void anAlertDoesNotShowARunThatMovedOutOfSight() throws Exception {
        String ada = aUser("alm-ada");
        String eve = aUser("alm-eve");
        graphQl(
                ada,
                "mutation{upsertModel(input:{name:\"shown\",entityName:\"alm-ada\",access:\"USER_READ\"}){project{id}}}");
        graphQl(
                ada,
                "mutation{upsertModel(input:{name:\"own\",entityName:\"alm-ada\",access:\"PRIVATE\"}){project{id}}}");
        String run =
                "mutation{upsertBucket(input:{name:\"NAME\",modelName:\"shown\",entityName:\"alm-ada\"}){bucket{id}}}";
        String alert =
                "mutation{notifyScriptableRunAlert(input:{entityName:\"alm-ada\",projectName:\"shown\",runName:\"NAME\",title:\"t\",text:\"x\",severity:INFO}){success}}";
        String id = "";
        for (String name : List.of("moves", "stays")) {
            id += graphQl(ada, run.replace("NAME", name))
                            .body()
                            .at("/data/upsertBucket/bucket/id")
                            .asString() + " ";
            assertThat(graphQl(ada, alert.replace("NAME", name))
                            .body()
                            .at("/data/notifyScriptableRunAlert/success")
                            .asBoolean())
                    .isTrue();
        }
        String alerts = "{project(name:\"shown\",entityName:\"alm-ada\"){alerts{edges{node{title run{name}}}}}}";
        assertThat(graphQl(eve, alerts).body().at("/data/project/alerts/edges")).hasSize(2);
        assertThat(graphQl(
                                ada,
                                "mutation{moveRuns(input:{sourceEntityName:\"alm-ada\",sourceProjectName:\"shown\",destinationEntityName:\"alm-ada\",destinationProjectName:\"own\",filters:\"\"\"{\"name\":\"moves\"}\"\"\"}){task{id}}}")
                        .status())
                .isEqualTo(200);
        assertThat(graphQl(eve, alerts).body().toString()).contains("stays").doesNotContain("moves");
        assertThat(graphQl(ada, alerts.replace("shown", "own")).body().toString())
                .contains("moves");
        String peek = "mutation{modifyRuns(input:{entityName:\"alm-eve\",projectName:\"mine\",ids:[\""
                + id.split(" ")[0] + "\"]}){runs{name}}}";
        graphQl(eve, "mutation{upsertModel(input:{name:\"mine\",entityName:\"alm-eve\"}){project{id}}}");
        assertThat(graphQl(eve, peek).body().at("/data/modifyRuns/runs")).isEmpty();
    }

    private static String policy(String entity, String settings) {
        return "mutation{updateEntity(input:{entityName:\"" + entity + "\" " + settings + "}){entity{id}}}";
    }

    @Test
    void someoneInvitedFromOutsideAccepts() throws Exception {
        String ada = aUser("acc-ada");
        String bob = aUser("acc-bob");
        admin("PUT", "/admin/v1/organizations/acc-org", "{\"admin\":\"acc-ada\"}");
        admin("PUT", "/admin/v1/organizations/acc-org/teams/acc-team", "{\"admin\":\"acc-ada\"}");
        graphQl(ada, "mutation{createInvite(input:{entityName:\"acc-team\",username:\"acc-bob\"}){invite{id}}}");
        JsonNode mine = graphQl(bob, "{viewer{invites{id entityName}}}").body().at("/data/viewer/invites/0");
        assertThat(mine.at("/entityName").asString()).isEqualTo("acc-team");
        assertThat(graphQl(ada, "{users(query:\"acc-bob\"){edges{node{invites{id}}}}}")
                        .body()
                        .at("/data/users/edges/0/node/invites"))
                .as("other people's invitations")
                .isEmpty();
        String accept = "mutation{acceptInvite(input:{id:\"" + mine.at("/id").asString() + "\"}){entity{name}}}";
        assertThat(graphQl(ada, accept).status()).isEqualTo(404);
        assertThat(graphQl(bob, accept)
                        .body()
                        .at("/data/acceptInvite/entity/name")
                        .asString())
                .isEqualTo("acc-team");
        assertThat(graphQl(bob, "{viewer{organizations{name}}}")
                        .body()
                        .at("/data/viewer/organizations/0/name")
                        .asString())
                .isEqualTo("acc-org");
    }

    @Test
    void customRolesAddToTheirBaseAndTeamsUseThem() throws Exception {
        String ada = aUser("role-ada");
        String bob = aUser("role-bob");
        admin("PUT", "/admin/v1/organizations/role-org", "{\"admin\":\"role-ada\"}");
        admin("PUT", "/admin/v1/organizations/role-org/teams/role-team", "{\"admin\":\"role-ada\"}");
        assertThat(admin(
                                "PUT",
                                "/admin/v1/roles/curator",
                                "{\"inherits\":\"viewer\",\"permissions\":[\"entity:create\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(admin("PUT", "/admin/v1/roles/admin", "{\"inherits\":\"viewer\"}")
                        .status())
                .isEqualTo(400);
        assertThat(admin("PUT", "/admin/v1/roles/x", "{\"inherits\":\"viewer\",\"permissions\":[\"instance:manage\"]}")
                        .status())
                .isEqualTo(400);
        String seat = "/admin/v1/organizations/role-org/teams/role-team/members/role-bob";
        String create = "mutation{upsertModel(input:{name:\"NAME\",entityName:\"role-team\"}){inserted}}";
        assertThat(admin("PUT", seat, "{\"role\":\"viewer\"}").status()).isEqualTo(200);
        assertThat(graphQl(bob, create.replace("NAME", "a")).status()).isEqualTo(403);
        assertThat(admin("PUT", seat, "{\"role\":\"curator\"}").status()).isEqualTo(200);
        assertThat(graphQl(bob, create.replace("NAME", "b")).status()).isEqualTo(200);
        assertThat(admin("DELETE", "/admin/v1/roles/curator", null).status()).isEqualTo(204);
        assertThat(graphQl(bob, create.replace("NAME", "c")).status()).isEqualTo(403);
        assertThat(admin("DELETE", "/admin/v1/organizations/role-org/teams/role-team/members/role-ada", null)
                        .status())
                .as("the last admin")
                .isEqualTo(400);
        assertThat(graphQl(ada, "{entity(name:\"role-team\"){members{role} storageBytes runCount}}")
                        .body()
                        .at("/data/entity/members"))
                .hasSize(2);
    }

    @Test
    void aServiceAccountNamesThePersonItWorksFor() throws Exception {
        String ada = aUser("att-ada");
        aUser("att-eve");
        admin("PUT", "/admin/v1/organizations/att-org", "{\"admin\":\"att-ada\"}");
        admin("PUT", "/admin/v1/organizations/att-org/teams/att-team", "{\"admin\":\"att-ada\"}");
        graphQl(ada, "mutation{createServiceAccount(input:{entityName:\"att-team\"}){user{id}}}");
        String key = graphQl(ada, "{entity(name:\"att-team\"){members{apiKey}}}")
                .body()
                .at("/data/entity/members/1/apiKey")
                .asString();
        assertThat(author(key, "att-ada", "one")).isEqualTo("att-ada");
        assertThat(author(key, "att-eve", "two")).as("nobody of the team").startsWith("service-");
        assertThat(author(key, "", "three")).startsWith("service-");
    }

    @Test
    void aServiceAccountOfTheOrganizationWorksInAllOfItsTeams() throws Exception {
        String ada = aUser("org-ada");
        aUser("org-bob");
        aUser("org-eve");
        admin("PUT", "/admin/v1/organizations/osa-org", "{\"admin\":\"org-ada\"}");
        admin("PUT", "/admin/v1/organizations/osa-org/teams/osa-team", "{\"admin\":\"org-ada\"}");
        admin("PUT", "/admin/v1/organizations/osa-org/members/org-bob", "{\"role\":\"member\"}");
        String make = "mutation{createServiceAccount(input:{entityName:\"osa-org-org\"}){user{username}}}";
        assertThat(graphQl(aUser("org-out"), make).status()).isEqualTo(404);
        assertThat(graphQl(ada, make).status()).isEqualTo(200);
        String key = graphQl(ada, "{entity(name:\"osa-org-org\"){members{apiKey}}}")
                .body()
                .at("/data/entity/members/0/apiKey")
                .asString();
        assertThat(key).isNotEmpty();
        admin("PUT", "/admin/v1/organizations/osa-org/teams/osa-later", "{\"admin\":\"org-bob\"}");
        for (String team : List.of("osa-team", "osa-later")) {
            assertThat(graphQl(key, "mutation{upsertModel(input:{name:\"p\",entityName:\"" + team + "\"}){inserted}}")
                            .status())
                    .as(team)
                    .isEqualTo(200);
        }
        graphQl(
                ada,
                "mutation{upsertModel(input:{name:\"shut\",entityName:\"osa-team\",access:\"RESTRICTED\"}){inserted}}");
        assertThat(graphQl(key, "{project(entityName:\"osa-team\",name:\"shut\"){id}}")
                        .body()
                        .at("/data/project")
                        .isNull())
                .isTrue();
        assertThat(authorIn("osa-team", key, "org-bob", "one")).isEqualTo("org-bob");
        assertThat(authorIn("osa-team", key, "org-eve", "two"))
                .as("nobody of the organization")
                .startsWith("service-");
        assertThat(graphQl(ada, "{organization(name:\"osa-org\"){members{role username}}}")
                        .body()
                        .toString())
                .contains("\"role\":\"service\"");
    }

    private String author(String key, String username, String project) throws Exception {
        return authorIn("att-team", key, username, project);
    }

    private String authorIn(String team, String key, String username, String project) throws Exception {
        String body = JSON.writeValueAsString(Map.of(
                "query",
                "mutation{upsertModel(input:{entityName:\"" + team + "\",name:\"" + project
                        + "\"}){project{user{username}}}}"));
        Answer answer =
                call("POST", "/graphql", body, Map.of("Authorization", basic(key), "X-Wandb-Username", username));
        return answer.body().at("/data/upsertModel/project/user/username").asString();
    }

    private static String invite(String whom) {
        return "mutation{createInvite(input:{entityName:\\\"inv-team\\\"," + whom + "}){invite{id}}}";
    }

    private Answer signUp(String name) throws Exception {
        Answer answer = call(
                "POST",
                "/api/signup",
                "{\"username\":\"" + name + "\",\"email\":\"" + name + "@example.com\",\"password\":\"long enough\"}",
                Map.of());
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    /** @return the user's key */
    private String aUser(String name) throws Exception {
        String key = name + "-" + "0123456789abcdef0123456789abcdef01234567";
        Answer answer = admin(
                "PUT",
                "/admin/v1/users/" + name,
                "{\"email\":\"" + name + "@example.com\",\"api_key\":\"" + key + "\"}");
        assertThat(answer.status()).isEqualTo(200);
        return key;
    }

    private record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        List<String> cookies() {
            return response.headers().allValues("Set-Cookie");
        }

        String cookie(String name) {
            return cookies().stream()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final class Browser {
        private final String session;
        private final String token;

        Browser(Answer begun) {
            this(begun.cookie("selvedge_session"), begun.cookie("XSRF-TOKEN"));
        }

        private Browser(String session, String token) {
            this.session = session;
            this.token = token;
        }

        Browser withToken(String other) {
            return new Browser(session, other);
        }

        Answer call(String method, String path, String body, boolean withToken) throws Exception {
            Map<String, String> headers = Map.of("Cookie", "selvedge_session=" + session + "; XSRF-TOKEN=" + token);
            return PeopleExchangeTest.this.call(
                    method,
                    path,
                    body,
                    withToken ? Map.of("Cookie", headers.get("Cookie"), "X-XSRF-TOKEN", token) : headers);
        }

        Answer graphQl(String query) throws Exception {
            return call("POST", "/graphql", "{\"query\":\"" + query + "\"}", true);
        }
    }

    private Answer graphQl(String key, String query) throws Exception {
        String body = JSON.writeValueAsString(Map.of("query", query.replace("\\\"", "\"")));
        return call("POST", "/graphql", body, key == null ? Map.of() : Map.of("Authorization", basic(key)));
    }

    private Answer admin(String method, String path, String body) throws Exception {
        return call(method, path, body, Map.of("Authorization", basic(root)));
    }

    private Answer call(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        boolean json = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : JSON.nullNode(), response);
    }

    private static String basic(String key) {
        return "Basic " + encode("api:" + key);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
