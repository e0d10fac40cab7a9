package dev.selvedge.server.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.artifacts.ArtifactEvents;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.CoreRegistries;
import dev.selvedge.domain.artifacts.ReferenceLinks;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.BuiltInRoles;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.CallerCache;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.NewUser;
import dev.selvedge.domain.people.PasswordHasher;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.ProjectsForRuns;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.SettingsConfiguration;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.people.SqlUserStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Controller;

/** Artifacts from the document to the database, without HTTP: what clients read is what they wrote. */
class ArtifactGraphQlTest {

    private static final String BASE = "http://localhost:1";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ArtifactsConfiguration.class, SettingsConfiguration.class, ProjectQuery.class})
    @ComponentScan({"dev.selvedge.wire.graphql.artifacts", "dev.selvedge.wire.graphql.files"})
    @ComponentScan(
            basePackages = "dev.selvedge.wire.graphql",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*graphql.GraphQl(Wiring|Faults)"))
    static class Setting {

        /** Where everybody edits a report by invitation. */
        private static final Set<ProjectId> INVITED_TO = ConcurrentHashMap.newKeySet();

        @Bean(destroyMethod = "close")
        Database database() {
            return Database.inMemory("artifact-graphql");
        }

        @Bean
        Transactions transactions(Database database) {
            return database.transactions();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        ArtifactEvents events() {
            return ArtifactEvents.UNHEARD;
        }

        @Bean
        ObjectStore objects() {
            return new InMemoryObjectStore();
        }

        @Bean
        Placement placement() {
            return Placement.HOME;
        }

        @Bean
        ReferenceLinks referenceLinks() {
            return ReferenceLinks.NONE;
        }

        @Bean
        EntityStore entities(Database database) {
            return new SqlEntityStore(database);
        }

        @Bean
        UserStore users(Database database) {
            return new SqlUserStore(database);
        }

        @Bean
        ProjectStore projectStore(Database database) {
            return new SqlProjectStore(database);
        }

        @Bean
        Access access(EntityStore entities, ProjectStore projects) {
            return new Access(entities, projects, new BuiltInRoles());
        }

        @Bean
        Projects projects(
                ProjectStore projects,
                EntityStore entities,
                UserStore users,
                Access access,
                Transactions transactions,
                Clock clock) {
            return new Projects(
                    projects,
                    entities,
                    users,
                    new Spaces(entities, true),
                    user -> Set.copyOf(INVITED_TO),
                    access,
                    transactions,
                    clock);
        }

        @Bean
        People people(
                UserStore users,
                EntityStore entities,
                ProjectStore projects,
                Access access,
                Transactions transactions,
                Clock clock) {
            return new People(users, entities, projects, access, NO_PASSWORDS, new CallerCache(), transactions, clock);
        }

        @Bean
        CoreRegistries coreRegistries(ProjectStore projects, CollectionStore types, Clock clock) {
            return new CoreRegistries(projects, types, clock);
        }

        private static final PasswordHasher NO_PASSWORDS = new PasswordHasher() {
            @Override
            public String hash(String password) {
                return password;
            }

            @Override
            public boolean matches(String password, String hash) {
                return password.equals(hash);
            }
        };

        @Bean
        RunStore runStore(Database database) {
            return new SqlRunStore(database);
        }

        @Bean
        RunQueries runQueries(RunStore runs, Projects projects, Access access) {
            return new RunQueries(runs, new ProjectsForRuns(projects, access));
        }
    }

    /** The ways in; other rooms have their own controllers for the rest of these types. */
    @Controller
    static class ProjectQuery {

        private final Projects projects;
        private final EntityStore entities;
        private final RunQueries runs;

        ProjectQuery(Projects projects, EntityStore entities, RunQueries runs) {
            this.projects = projects;
            this.entities = entities;
            this.runs = runs;
        }

        @QueryMapping
        Entity entity(@Argument String name) {
            return entities.findEntity(name).orElse(null);
        }

        @SchemaMapping(typeName = "Project")
        Run run(Project project, @Argument String name, @ContextValue Caller caller) {
            return runs.find(caller, project.id(), name).orElse(null);
        }

        @QueryMapping
        Project project(@Argument String entityName, @Argument String name, @ContextValue Caller caller) {
            return projects.find(caller, entityName, name).orElse(null);
        }
    }

    private ConfigurableApplicationContext context;
    private Caller ada;
    private Caller eve;

    @BeforeEach
    void start() {
        context = new SpringApplicationBuilder(Setting.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .run();
        Setting.INVITED_TO.clear();
        ada = user("ada");
        eve = user("eve");
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private Caller user(String name) {
        UserStore users = context.getBean(UserStore.class);
        EntityStore entities = context.getBean(EntityStore.class);
        var now = Clock.systemUTC().instant();
        User user = users.insert(new NewUser(name, name, null, User.Kind.MEMBER, false, null, now));
        Entity own = entities.insert(new NewEntity(name, Entity.Kind.USER, user.id(), null, now));
        entities.putMember(own.id(), user.id(), Role.ADMIN.name(), now);
        users.save(user.withDefaultEntity(own.id()));
        return new Caller.SignedIn(user.id(), name, false);
    }

    private graphql.ExecutionResult execute(Caller caller, String document, Map<String, Object> variables) {
        var request = new DefaultExecutionGraphQlRequest(document, null, variables, Map.of(), "1", null);
        request.configureExecutionInput(
                (input, builder) -> builder.graphQLContext(Map.of("caller", caller, "baseUrl", BASE, "requestId", "r"))
                        .build());
        return context.getBean(ExecutionGraphQlService.class)
                .execute(request)
                .block()
                .getExecutionResult();
    }

    private Map<String, Object> data(String document, Object... variables) {
        return dataOf(ada, document, variables);
    }

    private Map<String, Object> dataOf(Caller caller, String document, Object... variables) {
        var result = execute(caller, document, map(variables));
        assertThat(result.getErrors()).isEmpty();
        return result.getData();
    }

    private String error(Caller caller, String document, Object... variables) {
        var result = execute(caller, document, map(variables));
        assertThat(result.getErrors()).isNotEmpty();
        return result.getErrors().getFirst().getMessage();
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        var map = new java.util.HashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(Object value, Object... path) {
        for (Object step : path) {
            value = step instanceof Integer i ? ((List<Object>) value).get(i) : ((Map<String, Object>) value).get(step);
        }
        return (T) value;
    }

    private void put(String key, byte[] content) {
        try {
            context.getBean(ObjectStore.class).put(key, new ByteArrayInputStream(content), content.length);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String draft(String collection, String digest, List<Map<String, String>> aliases) {
        return at(
                data(
                        """
                        mutation($input: CreateArtifactInput!) {
                          createArtifact(input: $input) {
                            artifact { id state artifactSequence { id latestArtifact { id versionIndex } } } } }""",
                        "input",
                        map(
                                "entityName",
                                "ada",
                                "projectName",
                                "vision",
                                "artifactTypeName",
                                "dataset",
                                "artifactCollectionName",
                                collection,
                                "runName",
                                null,
                                "digest",
                                digest,
                                "digestAlgorithm",
                                "MANIFEST_MD5",
                                "aliases",
                                aliases,
                                "metadata",
                                "{\"rows\": NaN}",
                                "enableDigestDeduplication",
                                true)),
                "createArtifact",
                "artifact",
                "id");
    }

    /** Logs a version with one file, as the SDK does; its id. */
    private String log(String collection, String content, List<Map<String, String>> aliases) {
        byte[] bytes = content.getBytes(UTF_8);
        String id = draft(collection, "digest of " + content, aliases);
        Map<String, Object> files = data(
                """
                mutation($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) { files { edges { node {
                  storagePath uploadUrl uploadHeaders uploadMultipartUrls { uploadID } artifact { id } } } } } }""",
                "input",
                map(
                        "storageLayout",
                        "V2",
                        "artifactFiles",
                        List.of(map("artifactID", id, "name", "a b.txt", "md5", md5(bytes)))));
        Map<String, Object> node = at(files, "createArtifactFiles", "files", "edges", 0, "node");
        assertThat((String) at(node, "uploadUrl")).startsWith(BASE + "/");
        assertThat((String) at(node, "artifact", "id")).isEqualTo(id);
        assertThat((String) at(node, "storagePath")).startsWith("wandb_artifacts/");
        put(at(node, "storagePath"), bytes);
        commit(id, manifest(bytes, id));
        return id;
    }

    private static String manifest(byte[] bytes, String birth) {
        return "{\"version\":1,\"storagePolicyConfig\":{\"storageLayout\":\"V2\"},\"contents\":{\"a b.txt\":{\"digest\":\""
                + md5(bytes) + "\",\"size\":" + bytes.length + ",\"birthArtifactID\":\"" + birth + "\"}}}";
    }

    private void commit(String id, String manifest) {
        byte[] bytes = manifest.getBytes(UTF_8);
        Map<String, Object> created = data("""
                mutation($id: ID!, $md5: String!) {
                  createArtifactManifest(input: {artifactID: $id, name: "wandb_manifest.json", digest: $md5,
                    entityName: "ada", projectName: "vision", runName: "", type: FULL}) {
                    artifactManifest { id file { id uploadUrl uploadHeaders } } } }""", "id", id, "md5", md5(bytes));
        long manifestId = dev.selvedge.platform.GlobalId.require(
                "ArtifactManifest", at(created, "createArtifactManifest", "artifactManifest", "id"));
        assertThat((String) at(created, "createArtifactManifest", "artifactManifest", "file", "uploadUrl"))
                .startsWith(BASE);
        long project = context.getBean(Projects.class)
                .find(ada, "ada", "vision")
                .orElseThrow()
                .id()
                .value();
        long number = dev.selvedge.platform.GlobalId.require("Artifact", id);
        put("wandb_artifacts/" + project + "/" + number + "/manifest-" + manifestId, bytes);
        data("mutation($id: ID!) { commitArtifact(input: {artifactID: $id}) { artifact { id digest } } }", "id", id);
    }

    @Test
    void loggedVersionIsReadBackWithEverythingThatClientsAsk() {
        String id = log("digits", "one", List.of(Map.of("artifactCollectionName", "digits", "alias", "best")));

        Map<String, Object> membership = at(data("""
                        query { project(entityName: "ada", name: "vision") {
                          artifactCollectionMembership(name: "digits:best") {
                            __typename id versionIndex createdAt aliases { id alias }
                            artifactCollection { __typename id name project { name } }
                            files(first: 10) { totalCount edges { cursor node {
                              id name displayName sizeBytes storagePath mimetype updatedAt digest md5 directUrl url } } }
                            artifact { __typename id state size digest digestAlgorithm fileCount description metadata
                              ttlDurationSeconds ttlIsInherited historyStep commitHash createdAt updatedAt versionIndex
                              tags { id name } aliases { alias artifactCollection { __typename name } }
                              artifactType { name } artifactSequence { __typename name project { name } }
                              createdBy { __typename ... on User { username } }
                              usedBy { edges { node { id } } } usedCount storageBytes
                              artifactMemberships { edges { node { versionIndex artifactCollection { name } } } }
                              currentManifest { id file { directUrl } } } } } }
                        """), "project", "artifactCollectionMembership");

        assertThat((String) at(membership, "__typename")).isEqualTo("ArtifactCollectionMembership");
        assertThat((Integer) at(membership, "versionIndex")).isZero();
        assertThat(this.<List<Map<String, Object>>>at2(membership, "aliases"))
                .extracting(alias -> alias.get("alias"))
                .containsExactlyInAnyOrder("latest", "best");
        assertThat((String) at(membership, "artifactCollection", "__typename")).isEqualTo("ArtifactSequence");
        assertThat((String) at(membership, "artifact", "id")).isEqualTo(id);
        assertThat((String) at(membership, "artifact", "metadata")).contains("NaN");
        assertThat((String) at(membership, "artifact", "commitHash")).matches("[0-9a-f]{32}");
        assertThat(((Number) at(membership, "artifact", "ttlDurationSeconds")).longValue())
                .isEqualTo(-2);
        assertThat((String) at(membership, "artifact", "createdBy", "username")).isEqualTo("ada");
        assertThat((String) at(membership, "artifact", "artifactSequence", "project", "name"))
                .isEqualTo("vision");
        assertThat((String) at(membership, "files", "edges", 0, "node", "name")).isEqualTo("a b.txt");
        assertThat((String) at(membership, "files", "edges", 0, "node", "directUrl"))
                .startsWith(BASE + "/");
        assertThat((String) at(membership, "artifact", "currentManifest", "file", "directUrl"))
                .startsWith(BASE);
    }

    private <T> T at2(Object value, Object... path) {
        return at(value, path);
    }

    @Test
    void collectionsAndVersionsAreListed() {
        log("digits", "one", List.of());
        log("digits", "two", List.of());
        Map<String, Object> project = at(data("""
                        query { project(entityName: "ada", name: "vision") {
                          artifactTypes { edges { node { __typename id name createdAt } } }
                          artifactType(name: "dataset") { artifactCollections { totalCount edges { node { name } } } }
                          artifactCollections(filters: "{\\"name\\":\\"digits\\"}", order: "name") { totalCount
                            edges { node { __typename id name state description createdAt updatedAt
                              type: defaultArtifactType { name } tags { edges { node { name } } }
                              aliases { edges { node { alias } } }
                              ... on ArtifactSequence { latestArtifact { versionIndex } } } } }
                          artifactCollection(name: "digits") {
                            artifacts(first: 1) { totalCount pageInfo { hasNextPage endCursor }
                              edges { version cursor node { id versionIndex } } } } } }
                        """), "project");

        assertThat((String) at(project, "artifactTypes", "edges", 0, "node", "name"))
                .isEqualTo("dataset");
        assertThat((Integer) at(project, "artifactType", "artifactCollections", "totalCount"))
                .isOne();
        assertThat((String) at(project, "artifactCollections", "edges", 0, "node", "type", "name"))
                .isEqualTo("dataset");
        assertThat((Integer) at(project, "artifactCollections", "edges", 0, "node", "latestArtifact", "versionIndex"))
                .isOne();
        assertThat((Integer) at(project, "artifactCollection", "artifacts", "totalCount"))
                .isEqualTo(2);
        assertThat((String) at(project, "artifactCollection", "artifacts", "edges", 0, "version"))
                .isEqualTo("v1");
        assertThat((Boolean) at(project, "artifactCollection", "artifacts", "pageInfo", "hasNextPage"))
                .isTrue();
    }

    @Test
    void linkAnswersTheMembership() {
        String id = log("digits", "one", List.of());
        Map<String, Object> link = at(
                data(
                        """
                        mutation($input: LinkArtifactInput!) { linkArtifact(input: $input) { versionIndex
                          artifactMembership { id versionIndex aliases { alias }
                            artifactCollection { __typename name project { name } } artifact { id } } } }""",
                        "input",
                        map(
                                "artifactID", id,
                                "artifactPortfolioName", "chosen",
                                "entityName", "ada",
                                "projectName", "shelf",
                                "aliases", List.of(Map.of("artifactCollectionName", "chosen", "alias", "prod")))),
                "linkArtifact");
        assertThat((String) at(link, "artifactMembership", "artifactCollection", "__typename"))
                .isEqualTo("ArtifactPortfolio");
        assertThat((String) at(link, "artifactMembership", "artifactCollection", "project", "name"))
                .isEqualTo("shelf");
        assertThat((String) at(link, "artifactMembership", "artifact", "id")).isEqualTo(id);
    }

    @Test
    void aRefusedLinkLeavesNoCollectionBehind() {
        String id = log("digits", "one", List.of());
        assertThat(error(
                        ada,
                        "mutation($input: LinkArtifactInput!) { linkArtifact(input: $input) { versionIndex } }",
                        "input",
                        map(
                                "artifactID", id,
                                "artifactPortfolioName", "chosen",
                                "entityName", "ada",
                                "projectName", "vision",
                                "aliases", List.of(Map.of("artifactCollectionName", "chosen", "alias", "v3")))))
                .contains("reserved for version numbers");
        Map<String, Object> project = at(
                data(
                        "{ project(entityName: \"ada\", name: \"vision\") { artifactCollection(name: \"chosen\") { name } } }"),
                "project");
        assertThat((Object) at(project, "artifactCollection")).isNull();
    }

    @Test
    void aVersionIsFoundByItsDigest() {
        String id = log("digits", "one", List.of());
        log("digits", "two", List.of());
        String digest = at(data("query($id: ID!) { artifact(id: $id) { digest } }", "id", id), "artifact", "digest");
        Map<String, Object> project = at(data("""
                        query($name: String!) { project(entityName: "ada", name: "vision") {
                          artifact(name: $name) { id } artifactCollectionMembership(name: $name) { artifact { id } } } }""", "name", "digits:" + digest), "project");
        assertThat((String) at(project, "artifact", "id")).isEqualTo(id);
        assertThat((String) at(project, "artifactCollectionMembership", "artifact", "id"))
                .isEqualTo(id);
    }

    @Test
    void strangersSeeNullAndChangeNothing() {
        String id = log("digits", "one", List.of());
        var seen = execute(eve, "query($id: ID!) { artifact(id: $id) { id } }", map("id", id));
        assertThat(seen.getErrors()).isEmpty();
        assertThat((Object) at(seen.getData(), "artifact")).isNull();
        for (String mutation : List.of(
                "deleteArtifact(input: {artifactID: $id}) { artifact { id } }",
                "updateArtifact(input: {artifactID: $id, description: \"mine\"}) { artifact { id } }",
                "commitArtifact(input: {artifactID: $id}) { artifact { id } }",
                "addAliases(input: {artifactID: $id, aliases: []}) { success }")) {
            assertThat(error(eve, "mutation($id: ID!) { " + mutation + " }", "id", id))
                    .contains("No such artifact");
        }
    }

    /** In a project of Ada's; where everybody may look, if it is open. */
    private ProjectId project(String name, ProjectAccess access) {
        ProjectStore projects = context.getBean(ProjectStore.class);
        var now = Clock.systemUTC().instant();
        Entity owner = context.getBean(EntityStore.class).findEntity("ada").orElseThrow();
        return projects.insert(new NewProject(owner.id(), name, access, owner.user(), ProjectAbout.NOTHING, now))
                .id();
    }

    private ProjectId vision() {
        return context.getBean(Projects.class)
                .find(ada, "ada", "vision")
                .orElseThrow()
                .id();
    }

    private void open(ProjectId project) {
        ProjectStore projects = context.getBean(ProjectStore.class);
        Project found = projects.find(project).orElseThrow();
        projects.save(found.with(
                found.name(),
                ProjectAccess.USER_READ,
                found.about(),
                Clock.systemUTC().instant()));
    }

    private RunId run(ProjectId project, String name) {
        return context.getBean(RunStore.class)
                .insert(new NewRun(
                        project,
                        name,
                        1,
                        ((Caller.SignedIn) ada).userId(),
                        new RunAbout(name, null, null, null, null, null, null, null, null, null),
                        List.of(),
                        RunState.FINISHED,
                        new RunDocuments("{}", "{}", null),
                        new HistoryId(1),
                        new RunCounts(0, 0, 0, null),
                        null,
                        Clock.systemUTC().instant()))
                .id();
    }

    private void note(RunId run, String artifact, UsageStore.Role role) {
        var id = new ArtifactId(GlobalId.require("Artifact", artifact));
        context.getBean(UsageStore.class)
                .add(run, id, role, null, Clock.systemUTC().instant());
    }

    private void link(String id, String project, String alias) {
        data(
                "mutation($input: LinkArtifactInput!) { linkArtifact(input: $input) { versionIndex } }",
                "input",
                map(
                        "artifactID",
                        id,
                        "artifactPortfolioName",
                        "chosen",
                        "entityName",
                        "ada",
                        "projectName",
                        project,
                        "aliases",
                        List.of(Map.of("artifactCollectionName", "chosen", "alias", alias))));
    }

    private static final String OF_A_RUN = """
            query($p: String!, $first: Int, $after: String) { project(entityName: "ada", name: $p) { run(name: "r") {
              inputArtifacts(first: $first) { totalCount pageInfo { hasNextPage } edges { node { id } } }
              turned: inputArtifacts(first: $first, after: $after) { totalCount pageInfo { hasNextPage } edges { node { id } } }
              outputArtifacts(first: $first) { totalCount edges { node { id files { edges { node { directUrl } } } } } } } } }""";

    @Test
    void aRunNamesOnlyThoseVersionsThatItsReaderSees() {
        String hidden = log("digits", "one", List.of());
        String shown = log("digits", "two", List.of());
        String made = log("digits", "three", List.of());
        ProjectId shelf = project("shelf", ProjectAccess.USER_READ);
        link(shown, "shelf", "prod");
        RunId run = run(shelf, "r");
        note(run, hidden, UsageStore.Role.INPUT);
        note(run, shown, UsageStore.Role.INPUT);
        note(run, made, UsageStore.Role.OUTPUT);

        Map<String, Object> own = at(data(OF_A_RUN, "p", "shelf", "after", "0"), "project", "run");
        for (String field : List.of("inputArtifacts", "turned")) {
            assertThat(ids(own, field)).containsExactly(hidden, shown);
            assertThat((Integer) at(own, field, "totalCount")).isEqualTo(2);
        }
        assertThat(ids(own, "outputArtifacts")).containsExactly(made);
        for (Integer first : new Integer[] {null, 1, 2}) {
            Map<String, Object> seen =
                    at(dataOf(eve, OF_A_RUN, "p", "shelf", "first", first, "after", "0"), "project", "run");
            for (String field : List.of("inputArtifacts", "turned")) {
                assertThat(ids(seen, field)).as("%s, first %s", field, first).containsExactly(shown);
                assertThat((Integer) at(seen, field, "totalCount")).isOne();
                assertThat((Boolean) at(seen, field, "pageInfo", "hasNextPage")).isFalse();
            }
            assertThat(ids(seen, "outputArtifacts")).isEmpty();
            assertThat((Integer) at(seen, "outputArtifacts", "totalCount")).isZero();
        }
    }

    private List<String> ids(Map<String, Object> of, String field) {
        return this.<List<Object>>at2(of, field, "edges").stream()
                .map(edge -> (String) at(edge, "node", "id"))
                .toList();
    }

    @Test
    void aLinkToAReportOpensRunsAndNoVersions() {
        String made = log("digits", "one", List.of());
        ProjectId project = vision();
        note(run(project, "r"), made, UsageStore.Role.OUTPUT);
        assertThat(ids(at(data(OF_A_RUN, "p", "vision"), "project", "run"), "outputArtifacts"))
                .containsExactly(made);

        Map<String, Object> run =
                at(dataOf(new Caller.Guest(1, Set.of(project)), OF_A_RUN, "p", "vision"), "project", "run");
        assertThat(ids(run, "outputArtifacts")).isEmpty();
        assertThat((Integer) at(run, "outputArtifacts", "totalCount")).isZero();
    }

    @Test
    void anInvitationToAReportOpensNoCollectionsOfItsProject() {
        String id = log("digits", "one", List.of());
        project("shelf", ProjectAccess.PRIVATE);
        link(id, "shelf", "prod");
        String asked = """
                { entity(name: "ada") { artifactCollections { totalCount edges { node { id } } }
                  artifactMemberships { edges { node { id } } } } }""";
        Map<String, Object> own = at(data(asked), "entity");
        assertThat(ids(own, "artifactCollections")).hasSize(2);
        assertThat(ids(own, "artifactMemberships")).hasSize(1);

        Setting.INVITED_TO.add(vision());
        context.getBean(Projects.class)
                .find(ada, "ada", "shelf")
                .ifPresent(shelf -> Setting.INVITED_TO.add(shelf.id()));
        Map<String, Object> seen = at(dataOf(eve, asked), "entity");
        assertThat(ids(seen, "artifactCollections")).isEmpty();
        assertThat((Integer) at(seen, "artifactCollections", "totalCount")).isZero();
        assertThat(ids(seen, "artifactMemberships")).isEmpty();
    }

    private static final String AROUND_A_VERSION = """
            query($id: ID!) { artifact(id: $id) { digest aliases { alias artifactCollection { name } }
              files { edges { node { directUrl artifact { id } } } }
              artifactMemberships { edges { node { id aliases { alias } artifactCollection { name } } } }
              artifactType { name artifactCollection(name: "digits") { id } artifact(name: "digits") { id }
                artifactCollections { totalCount edges { node { id } } } }
              artifactSequence { name project { name } latestArtifact { id } digestAlgorithm
                artifactMembership(aliasName: "v0") { id } artifactMemberships { edges { node { id } } }
                artifacts { totalCount edges { node { id files { edges { node { directUrl } } } } } }
                ordered: artifacts(order: "-createdAt") { edges { node { id } } }
                aliases { edges { node { id } } } tags { edges { node { id } } }
                actions { totalCount edges { node { id } } } } } }""";

    @Test
    void aLinkedVersionDoesNotLeadIntoItsHiddenSource() {
        String before = log("digits", "one", List.of());
        String linked =
                draft("digits", "digest of two", List.of(Map.of("artifactCollectionName", "digits", "alias", "best")));
        commit(linked, manifest("one".getBytes(UTF_8), before));
        data("""
                mutation { createArtifactCollectionTagAssignments(input: {entityName: "ada", projectName: "vision",
                  artifactCollectionName: "digits", tags: [{tagName: "inside"}]}) { tags { id } } }""");
        project("shelf", ProjectAccess.USER_READ);
        link(linked, "shelf", "prod");

        Map<String, Object> own = at(data(AROUND_A_VERSION, "id", linked), "artifact");
        Map<String, Object> seen = at(dataOf(eve, AROUND_A_VERSION, "id", linked), "artifact");
        assertThat((String) at(seen, "artifactSequence", "name")).isEqualTo("digits");
        assertThat((String) at(seen, "artifactType", "name")).isEqualTo("dataset");
        assertThat((String) at(seen, "files", "edges", 0, "node", "directUrl")).startsWith(BASE);
        assertThat((String) at(own, "files", "edges", 0, "node", "artifact", "id"))
                .isEqualTo(before);
        assertThat((Object) at(seen, "files", "edges", 0, "node", "artifact")).isNull();
        assertThat(aliases(own)).containsExactlyInAnyOrder("latest", "best", "latest", "prod");
        assertThat(aliases(seen)).containsExactlyInAnyOrder("latest", "prod");
        assertThat(ids(own, "artifactMemberships")).hasSize(2);
        assertThat(ids(seen, "artifactMemberships")).hasSize(1);

        Map<String, Object> ownSource = at(own, "artifactSequence");
        Map<String, Object> source = at(seen, "artifactSequence");
        for (String single : List.of("project", "latestArtifact", "digestAlgorithm", "artifactMembership")) {
            assertThat((Object) at(ownSource, single)).as(single).isNotNull();
            assertThat((Object) at(source, single)).as(single).isNull();
        }
        for (String list : List.of("artifactMemberships", "artifacts", "ordered", "aliases", "tags", "actions")) {
            assertThat(ids(ownSource, list)).as(list).isNotEmpty();
            assertThat(ids(source, list)).as(list).isEmpty();
        }
        assertThat((Integer) at(source, "artifacts", "totalCount")).isZero();
        assertThat((Integer) at(source, "actions", "totalCount")).isZero();
        assertThat(ids(at(own, "artifactType"), "artifactCollections")).hasSize(1);
        assertThat(ids(at(seen, "artifactType"), "artifactCollections")).isEmpty();
        assertThat((Integer) at(seen, "artifactType", "artifactCollections", "totalCount"))
                .isZero();
        for (String single : List.of("artifactCollection", "artifact")) {
            assertThat((Object) at(own, "artifactType", single)).as(single).isNotNull();
            assertThat((Object) at(seen, "artifactType", single)).as(single).isNull();
        }
    }

    private List<String> aliases(Map<String, Object> artifact) {
        return this.<List<Object>>at2(artifact, "aliases").stream()
                .map(alias -> (String) at(alias, "alias"))
                .toList();
    }

    @Test
    void aVersionDoesNotLeadIntoAHiddenRegistry() {
        String id = log("digits", "one", List.of());
        project("shelf", ProjectAccess.PRIVATE);
        link(id, "shelf", "prod");
        open(vision());
        Map<String, Object> seen = at(dataOf(eve, AROUND_A_VERSION, "id", id), "artifact");
        assertThat(aliases(seen)).containsExactly("latest");
        assertThat((String) at(seen, "aliases", 0, "artifactCollection", "name"))
                .isEqualTo("digits");
        assertThat(ids(at(seen, "artifactSequence"), "artifacts")).containsExactly(id);
    }

    @Test
    void usesByDeletedAndHiddenRunsTakeNoPlaceInAPage() {
        String id = log("digits", "one", List.of());
        open(vision());
        ProjectId inside = project("inside", ProjectAccess.PRIVATE);
        for (int i = 0; i < 3; i++) {
            RunId deleted = run(vision(), "gone" + i);
            note(deleted, id, UsageStore.Role.INPUT);
            context.getBean(RunStore.class)
                    .setDeleted(List.of(deleted), Clock.systemUTC().instant());
            note(run(inside, "inside" + i), id, UsageStore.Role.INPUT);
        }
        note(run(vision(), "first"), id, UsageStore.Role.INPUT);
        note(run(vision(), "second"), id, UsageStore.Role.INPUT);
        String asked = """
                query($id: ID!, $first: Int, $after: String) { artifact(id: $id) { usedCount usedBy(first: $first, after: $after) {
                  totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } } }""";
        Map<String, Object> own = at(data(asked, "id", id), "artifact");
        assertThat((Integer) at(own, "usedCount")).isEqualTo(5);
        assertThat((Integer) at(own, "usedBy", "totalCount")).isEqualTo(5);
        assertThat(this.<List<Object>>at2(own, "usedBy", "edges")).hasSize(5);

        Map<String, Object> page = at(dataOf(eve, asked, "id", id, "first", 1), "artifact", "usedBy");
        assertThat((String) at(page, "edges", 0, "node", "name")).isEqualTo("first");
        assertThat((Boolean) at(page, "pageInfo", "hasNextPage")).isTrue();
        Map<String, Object> next = at(
                dataOf(eve, asked, "id", id, "first", 1, "after", at(page, "pageInfo", "endCursor")),
                "artifact",
                "usedBy");
        assertThat((String) at(next, "edges", 0, "node", "name")).isEqualTo("second");
        assertThat((Boolean) at(next, "pageInfo", "hasNextPage")).isFalse();
    }

    @Test
    void idsOfOtherThingsAreRefusedInWords() {
        assertThat(error(ada, "mutation { commitArtifact(input: {artifactID: \"UnVuOjE=\"}) { artifact { id } } }"))
                .isEqualTo("No such artifact");
        assertThat(error(
                        ada,
                        "mutation { deleteArtifactSequence(input: {artifactSequenceID: \"x\"}) {"
                                + " artifactCollection { id } } }"))
                .isEqualTo("No such artifact collection");
    }
}
