package dev.selvedge.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.domain.people.ApiKeys;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Projects;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Every mounted route, asked by nobody and by a stranger about somebody else's things: a route that is added is tried
 * without anyone thinking of it, and one that is meant to be open needs a row here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteRightsTest {

    /** Routes that answer whoever asks, and why that shows and changes nothing of anybody's. */
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("/healthz", "a probe"),
            Map.entry("/ready", "a probe"),
            Map.entry("/ping", "a probe"),
            Map.entry("/console/api/healthz", "a probe"),
            Map.entry("/console/api/ready", "a probe"),
            Map.entry("/traces/health", "a probe"),
            Map.entry("/__weave/hello", "a probe"),
            Map.entry("/metrics", "figures of the process"),
            Map.entry("/graphql", "fields decide one by one, see ContractRightsTest"),
            Map.entry("/api/session", "who am I; signing in"),
            Map.entry("/api/signup", "a new account"),
            Map.entry("/**", "the application's page, the same for all"));

    /** What comes after a prefix route, so that a thing of the victim's is meant. */
    private static final Map<String, List<String>> TAILS = Map.of(
            "/files/**", List.of("victim/secret/hidden/notes.txt", "victim/secret/hidden/file_stream"),
            "/storage/**", List.of("AAAA", "AQAAAABrCJ3QAgAed2FuZGJfYXJ0aWZhY3RzLzEvMS9tYW5pZmVzdC0y"),
            "/admin/v1/**",
                    List.of(
                            "users/victim",
                            "users/stranger",
                            "users/victim/deactivation",
                            "users/victim/heir",
                            "roles",
                            "roles/boss",
                            "organizations/acme",
                            "organizations/acme/members/stranger",
                            "organizations/acme/teams/crew",
                            "organizations/acme/teams/crew/members/stranger"),
            "/artifactsV2/**",
                    List.of("default/victim/secret/data/QXJ0aWZhY3Q6MQ==/QXJ0aWZhY3Q6MQ==/" + "0".repeat(32) + "/f"));

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    private TestServer server;
    private String stranger;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new TestServer(folder, Map.of());
        server.bean(Administrators.class).create("root");
        server.bean(Administrators.class).create("victim");
        var victim = server.bean(UserStore.class).findByUsername("victim").orElseThrow();
        server.bean(Projects.class)
                .upsert(
                        new Caller.SignedIn(victim.id(), "victim", false),
                        null,
                        "victim",
                        "secret",
                        Projects.Wish.NOTHING);
        var user = server.bean(SignUp.class)
                .signUp("stranger", null, "stranger@example.com", "long enough")
                .user();
        stranger = server.bean(ApiKeys.class)
                .generate(Caller.SYSTEM, user.id(), null)
                .secret();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Set<String> patterns() {
        return server.bean(SimpleUrlHandlerMapping.class).getUrlMap().keySet();
    }

    @Test
    void openRoutesAreMountedAndEveryPrefixHasSomethingToTry() {
        assertThat(patterns()).isNotEmpty();
        assertThat(patterns().stream().filter(pattern -> pattern.endsWith("/**") && !OPEN.containsKey(pattern)))
                .as("say in TAILS what somebody else's thing is called below the new route")
                .allMatch(TAILS::containsKey);
    }

    @TestFactory
    Stream<DynamicTest> nobodyAndStrangersAreRefusedOnEveryOtherRoute() {
        return patterns().stream()
                .filter(pattern -> !OPEN.containsKey(pattern))
                .flatMap(pattern -> paths(pattern).stream())
                .flatMap(path -> METHODS.stream()
                        .map(method -> DynamicTest.dynamicTest(method + " " + path, () -> {
                            assertThat(status(method, path, null)).isBetween(400, 499);
                            assertThat(status(method, path, stranger)).isBetween(400, 499);
                        })));
    }

    @Test
    void nothingWasChangedByAllThat() throws Exception {
        nobodyAndStrangersAreRefusedOnEveryOtherRoute().forEach(test -> {
            try {
                test.getExecutable().execute();
            } catch (Throwable failed) {
                throw new AssertionError(failed);
            }
        });
        UserStore users = server.bean(UserStore.class);
        assertThat(users.findByUsername("victim")).get().matches(user -> user.admin());
        assertThat(users.findByUsername("stranger")).get().matches(user -> !user.admin());
    }

    private static List<String> paths(String pattern) {
        if (pattern.endsWith("/**")) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return TAILS.getOrDefault(pattern, List.of("x")).stream()
                    .map(prefix::concat)
                    .toList();
        }
        String[] names = {"victim", "secret", "hidden", "x"};
        StringBuilder path = new StringBuilder();
        int next = 0;
        for (String segment : pattern.substring(1).split("/")) {
            boolean named = segment.equals("*") || segment.startsWith("{");
            path.append('/').append(segment.contains("digest") ? digest() : named ? names[next++ % 4] : segment);
        }
        return List.of(path.toString());
    }

    private static String digest() {
        return HexFormat.of().formatHex("sixteen bytes ok".getBytes(UTF_8));
    }

    private int status(String method, String path, String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .method(method, BodyPublishers.ofString("{\"role\":\"admin\"}"));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var answer = server.client().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.body()).as(method + " " + path).doesNotContain("\"secret\"");
        return answer.statusCode();
    }
}
