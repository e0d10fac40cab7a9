package dev.selvedge.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.domain.people.ApiKeys;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.server.SelvedgeServer;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every root field of the contract, called by nobody and by a stranger, about somebody else's things: a field that is
 * added to the schema is tried without anyone thinking of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractRightsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a stranger may do, because it concerns only the stranger: the registry that is starred is open to all. */
    private static final Set<String> ONES_OWN = Set.of("generateApiKey", "updateUser", "starProject", "unstarProject");

    /** Answers that keep a thing from being done. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 409, 410, 413, 501);

    private final HttpClient client = HttpClient.newHttpClient();
    private final TypeDefinitionRegistry contract = contract();
    private ConfigurableApplicationContext server;
    private String url;
    private String stranger;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = SelvedgeServer.start(
                Map.of("server.port", 0, "server.address", "127.0.0.1", "selvedge.data-dir", folder));
        url = "http://127.0.0.1:"
                + ((WebServerApplicationContext) server).getWebServer().getPort();
        Administrators administrators = server.getBean(Administrators.class);
        administrators.create("root");
        administrators.create("victim");
        UserStore users = server.getBean(UserStore.class);
        var victim = users.findByUsername("victim").orElseThrow();
        server.getBean(Projects.class)
                .upsert(
                        new Caller.SignedIn(victim.id(), "victim", false),
                        null,
                        "victim",
                        "secret",
                        Projects.Wish.NOTHING);
        UserId signedUp = server.getBean(SignUp.class)
                .signUp("stranger", null, "stranger@example.com", "long enough")
                .user()
                .id();
        stranger = server.getBean(ApiKeys.class)
                .generate(Caller.SYSTEM, signedUp, null)
                .secret();
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @TestFactory
    Stream<DynamicTest> nobodyChangesAnything() {
        return roots("Mutation").stream()
                .map(field -> DynamicTest.dynamicTest(field.getName(), () -> {
                    Answer answer = call(null, "mutation", field);
                    assertThat(answer.status()).as(answer.text()).isIn(401, 501);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aStrangerChangesNothingOfAnybodyElse() {
        return roots("Mutation").stream()
                .filter(field -> !ONES_OWN.contains(field.getName()))
                .map(field -> DynamicTest.dynamicTest(field.getName(), () -> {
                    Answer answer = call(stranger, "mutation", field);
                    boolean refused = answer.status() == 200
                            ? answer.body().has("errors")
                                    || answer.body()
                                            .at("/data/" + field.getName())
                                            .isNull()
                            : REFUSALS.contains(answer.status());
                    assertThat(refused)
                            .as(answer.status() + " " + answer.text())
                            .isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicTest> queriesShowNobodyAndStrangersNothingOfAnybodyElse() {
        return roots("Query").stream()
                .map(field -> DynamicTest.dynamicTest(field.getName(), () -> {
                    for (String key : new String[] {null, stranger}) {
                        Answer answer = call(key, "query", field);
                        assertThat(answer.status()).as(answer.text()).isIn(200, 401, 403, 404, 409, 501);
                        assertThat(answer.body().at("/data").toString())
                                .as(answer.text())
                                .doesNotContain("secret", "\"victim\"");
                    }
                }));
    }

    private List<FieldDefinition> roots(String type) {
        return Stream.concat(
                        contract.getTypeOrNull(type, ObjectTypeDefinition.class).getFieldDefinitions().stream(),
                        contract.objectTypeExtensions().getOrDefault(type, List.of()).stream()
                                .map(ObjectTypeExtensionDefinition::getFieldDefinitions)
                                .flatMap(List::stream))
                .toList();
    }

    private record Answer(int status, String text, JsonNode body) {}

    private Answer call(String key, String kind, FieldDefinition field) throws IOException, InterruptedException {
        String arguments = field.getInputValueDefinitions().stream()
                .map(argument -> argument.getName() + ":"
                        // an entity's name is an argument called "name"
                        + value(
                                field.getName().equals("entity") ? "entityName" : argument.getName(),
                                argument.getType(),
                                0))
                .collect(Collectors.joining(","));
        String selection = isComposite(field.getType()) ? "{__typename " + names(field.getType()) + "}" : "";
        String query =
                kind + "{" + field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + selection + "}";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/graphql"))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        var response = client.send(request.build(), BodyHandlers.ofString());
        assertThat(response.body()).as(query).doesNotContain("ValidationError", "Validation error");
        return new Answer(response.statusCode(), query + "\n-> " + response.body(), JSON.readTree(response.body()));
    }

    /** What identifies a thing, so that an answer that shows it is seen. */
    private String names(Type<?> type) {
        return contract.getTypeOrNull(base(type)) instanceof ImplementingTypeDefinition<?> fields
                ? fields.getFieldDefinitions().stream()
                        .filter(field -> field.getInputValueDefinitions().isEmpty())
                        .map(FieldDefinition::getName)
                        .filter(name -> name.equals("id") || name.equals("name"))
                        .collect(Collectors.joining(" "))
                : "";
    }

    private boolean isComposite(Type<?> type) {
        return contract.getTypeOrNull(base(type)) instanceof ImplementingTypeDefinition
                || contract.getTypeOrNull(base(type)) instanceof UnionTypeDefinition;
    }

    private static String base(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> base(nonNull.getType());
            case ListType list -> base(list.getType());
            case TypeName name -> name.getName();
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** Everything is filled in, with names of the victim's things where the field's name suggests one. */
    private String value(String name, Type<?> type, int depth) {
        return switch (type) {
            case NonNullType nonNull -> value(name, nonNull.getType(), depth);
            case ListType list -> "[" + value(name, list.getType(), depth) + "]";
            case TypeName named -> leaf(name, named.getName(), depth);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private String leaf(String name, String type, int depth) {
        InputObjectTypeDefinition input = contract.getTypeOrNull(type, InputObjectTypeDefinition.class);
        if (input != null) {
            return input.getInputValueDefinitions().stream()
                    .filter(field -> depth < 3 || field.getType() instanceof NonNullType)
                    .map(field -> field.getName() + ":" + value(field.getName(), field.getType(), depth + 1))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        EnumTypeDefinition words = contract.getTypeOrNull(type, EnumTypeDefinition.class);
        if (words != null) {
            return words.getEnumValueDefinitions().getFirst().getName();
        }
        return switch (type) {
            case "Int", "Int64", "Duration", "Float" -> "1";
            case "Boolean" -> "true";
            case "JSON", "JSONString" -> "\"{}\"";
            case "DateTime" -> "\"2030-01-01T00:00:00Z\"";
            default -> '"' + text(name) + '"';
        };
    }

    private static String text(String field) {
        String lower = field.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("entity") || lower.contains("username") || lower.contains("adminuser")) {
            return "victim";
        }
        if (lower.equals("name") || lower.contains("project") && !lower.endsWith("id") || lower.equals("modelname")) {
            return "secret";
        }
        if (lower.endsWith("id") || lower.endsWith("ids")) {
            return Base64.getEncoder().encodeToString((idType(lower) + ":1").getBytes(StandardCharsets.UTF_8));
        }
        return lower.contains("email") ? "victim@example.com" : "x";
    }

    private static String idType(String lower) {
        if (lower.contains("project")) {
            return "Project";
        }
        if (lower.contains("artifact")) {
            return "Artifact";
        }
        return lower.contains("user") ? "User" : lower.contains("team") ? "Entity" : "Run";
    }

    private static TypeDefinitionRegistry contract() {
        try {
            TypeDefinitionRegistry all = new TypeDefinitionRegistry();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:graphql/*.graphqls")) {
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    all.merge(new SchemaParser().parse(reader));
                }
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
