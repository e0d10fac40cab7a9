package dev.selvedge.wire.graphql.runs.files;

import static dev.selvedge.storage.contract.files.FakeFileAccess.ADA;
import static dev.selvedge.storage.contract.files.FakeFileAccess.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.Grant;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.files.FileContents;
import dev.selvedge.domain.runs.files.RunFileDeletes;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.domain.runs.files.RunFileUploads;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.files.FakeFileAccess;
import dev.selvedge.storage.contract.files.InMemoryRunFileStore;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import dev.selvedge.wire.graphql.SchemaFixture;
import graphql.GraphQLError;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The documents are those of released clients. */
class RunFilesGraphQlTest {

    private static final String CREATE = """
            mutation CreateRunFiles($entity: String!, $project: String!, $run: String!, $files: [String!]!) {
              createRunFiles(input: {entityName: $entity, projectName: $project, runName: $run, files: $files}) {
                runID uploadHeaders files { name uploadUrl }
              }
            }""";
    private static final String FILES = """
            query RunFiles($fileCursor: String, $fileLimit: Int = 50, $fileNames: [String] = [],
                $upload: Boolean = false, $pattern: String) {
              project(name: "p", entityName: "ada") {
                run(name: "r1") {
                  fileCount
                  files(names: $fileNames, after: $fileCursor, first: $fileLimit, pattern: $pattern) {
                    totalCount uploadHeaders
                    edges { node { id name url(upload: $upload) directUrl sizeBytes mimetype updatedAt md5 } cursor }
                    pageInfo { endCursor hasNextPage }
                  }
                }
              }
            }""";

    private final UrlSigner signer = new UrlSigner(new byte[32], null, Instant::now);
    private final InMemoryObjectStore objects = new InMemoryObjectStore(signer);
    private final InMemoryRunFileStore store = new InMemoryRunFileStore();
    private final FakeFileAccess access = new FakeFileAccess();
    private final Run run = access.add("r1");
    private final Transactions transactions = new Transactions() {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
            return work.get();
        }
    };
    private final FileContents contents = new FileContents(store, objects, transactions, Clock.systemUTC());
    private AnnotationConfigApplicationContext context;
    private SchemaFixture schema;

    /** Stands in for the rooms above. */
    @Controller
    static final class Roots {

        record Project() {}

        private final Run run;

        Roots(Run run) {
            this.run = run;
        }

        @QueryMapping
        Project project() {
            return new Project();
        }

        @QueryMapping
        Project model() {
            return new Project();
        }

        @SchemaMapping(typeName = "Project")
        Run run(Project project) {
            return run;
        }

        @SchemaMapping(typeName = "Project")
        Run bucket(Project project, @Argument String name) {
            return run;
        }

        @SchemaMapping(typeName = "Run")
        String id(Run run) {
            return run.id().global();
        }
    }

    @BeforeEach
    void start() throws Exception {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(Roots.class, () -> new Roots(run));
        context.registerBean(RunFileQueries.class, () -> new RunFileQueries(store, access, objects));
        context.registerBean(
                RunFileUploads.class,
                () -> new RunFileUploads(
                        store, contents, access, objects, Placement.HOME, transactions, Clock.systemUTC()));
        context.registerBean(
                RunFileDeletes.class, () -> new RunFileDeletes(store, access, transactions, Clock.systemUTC()));
        context.scan("dev.selvedge.wire.graphql.files");
        context.register(RunFilesController.class, RunFileMutations.class);
        context.refresh();
        schema = new SchemaFixture(context);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void oneUploadUrlPerNameInOrderAndUnchanged() {
        List<String> names = List.of("b.txt", "./a.txt", "media/x y%.png", "b.txt");
        Map<String, Object> created = create(names);
        assertThat(created.get("runID")).isEqualTo(run.id().global());
        assertThat(list(created.get("uploadHeaders"))).isEmpty();
        assertThat(list(created.get("files")))
                .extracting(file -> file.get("name"))
                .isEqualTo(names);
        assertThat(list(created.get("files")))
                .extracting(file -> (String) file.get("uploadUrl"))
                .allMatch(url -> url.startsWith("http://host/storage/"))
                .doesNotHaveDuplicates();
    }

    @Test
    void anUploadedFileSaysAllAboutItself() throws Exception {
        upload("media/träning 1.png", "png");
        Map<String, Object> run = files(Map.of());
        assertThat(run.get("fileCount")).isEqualTo(1);
        Map<String, Object> node = nodes(run).getFirst();
        assertThat(node.get("name")).isEqualTo("media/träning 1.png");
        assertThat(node.get("url")).isEqualTo("http://host/files/ada/p/r1/media/tr%C3%A4ning%201.png");
        assertThat(node.get("sizeBytes")).isEqualTo(3L);
        assertThat(node.get("mimetype")).isEqualTo("image/png");
        assertThat(node.get("md5")).isEqualTo("bWQ1");
        assertThat((String) node.get("updatedAt")).startsWith("20");
        assertThat((String) node.get("directUrl")).startsWith("http://host/storage/");
        String token = last((String) node.get("directUrl"));
        assertThat(signer.verify(token)).isInstanceOf(Grant.Download.class);
    }

    @Test
    void aNameWithoutContentIsAnsweredAsSuch() throws Exception {
        upload("there.txt", "x");
        Map<String, Object> run = files(Map.of("fileNames", List.of("nope.txt", "there.txt", "./there.txt")));
        List<Map<String, Object>> nodes = nodes(run);
        assertThat(nodes).extracting(node -> node.get("name")).containsExactly("nope.txt", "there.txt", "./there.txt");
        assertThat(nodes).extracting(node -> node.get("md5")).containsExactly("0", "bWQ1", "bWQ1");
        assertThat(nodes.getFirst().get("updatedAt")).isNull();
        assertThat(nodes.getFirst().get("sizeBytes")).isEqualTo(0L);
        assertThat((String) nodes.getFirst().get("directUrl")).isEqualTo("http://host/files/ada/p/r1/nope.txt");
    }

    @Test
    void olderClientsGetUploadUrlsFromAQuery() {
        String document = """
                query RunUploadUrls($files: [String]!) {
                  model(name: "p", entityName: "ada") {
                    bucket(name: "r1", desc: null) {
                      id
                      files(names: $files) { uploadHeaders edges { node { name url(upload: true) updatedAt } } }
                    }
                  }
                }""";
        Map<String, Object> data = schema.data(ADA, document, Map.of("files", List.of("a.txt", "b.txt")));
        Map<String, Object> bucket = map(map(data.get("model")).get("bucket"));
        List<Map<String, Object>> nodes = nodes(bucket);
        assertThat(nodes).extracting(node -> node.get("name")).containsExactly("a.txt", "b.txt");
        String token = last((String) nodes.getFirst().get("url"));
        assertThat(signer.verify(token)).isInstanceOf(Grant.Upload.class);
        assertThat(schema.execute(BOB, document, Map.of("files", List.of("a.txt")))
                        .getErrors())
                .extracting(GraphQLError::getMessage)
                .containsExactly("Only ada writes here");
    }

    @Test
    void pagesAndPatterns() throws Exception {
        for (String name : List.of("a.json", "b.json", "c.txt", "d.json")) {
            upload(name, "x");
        }
        Map<String, Object> first =
                map(files(Map.of("pattern", "%.json", "fileLimit", 2)).get("files"));
        assertThat(first.get("totalCount")).isEqualTo(3);
        List<Map<String, Object>> edges = list(first.get("edges"));
        assertThat(map(first.get("pageInfo")))
                .containsEntry("hasNextPage", true)
                .containsEntry("endCursor", edges.getLast().get("cursor"));
        Map<String, Object> second = files(Map.of(
                "pattern",
                "%.json",
                "fileLimit",
                2,
                "fileCursor",
                edges.getLast().get("cursor")));
        assertThat(nodes(second)).extracting(node -> node.get("name")).containsExactly("d.json");
        Map<String, Object> named = files(Map.of("fileNames", List.of("a.json", "c.txt", "d.json"), "fileLimit", 2));
        assertThat(nodes(named)).hasSize(2);
        assertThat(map(map(named.get("files")).get("pageInfo")))
                .containsEntry("hasNextPage", true)
                .containsEntry("endCursor", "2");
    }

    @Test
    void filesAreMarkedAndDeletedById() throws Exception {
        create(List.of("a.txt"));
        objects.put(awaitedKey("a.txt"), new ByteArrayInputStream(new byte[2]), 2);
        String mark = """
                mutation { markRunFilesUploaded(input: {entityName: "ada", projectName: "p", runName: "r1",
                  files: ["a.txt"], clientMutationId: "m1"}) { success clientMutationId } }""";
        assertThat(map(schema.data(ADA, mark, Map.of()).get("markRunFilesUploaded")))
                .containsEntry("success", true)
                .containsEntry("clientMutationId", "m1");
        Object id = nodes(files(Map.of())).getFirst().get("id");
        String delete = """
                mutation deleteFiles($files: [ID!]!, $projectId: Int) {
                  deleteFiles(input: {files: $files, projectId: $projectId}) { success }
                }""";
        schema.data(ADA, delete, Map.of("files", List.of(id), "projectId", 7));
        assertThat(nodes(files(Map.of()))).isEmpty();
        assertThat(schema.execute(ADA, delete, Map.of("files", List.of("nonsense")))
                        .getErrors())
                .hasSize(1);
    }

    @Test
    void strangersAreRefusedByKind() {
        Map<String, Object> variables = Map.of("entity", "ada", "project", "p", "run", "r1", "files", List.of("a"));
        assertThat(code(Caller.ANONYMOUS, variables)).isEqualTo("UNAUTHENTICATED");
        assertThat(code(BOB, variables)).isEqualTo("DENIED");
        assertThat(code(ADA, Map.of("entity", "ada", "project", "p", "run", "none", "files", List.of("a"))))
                .isEqualTo("NOT_FOUND");
        assertThat(code(ADA, Map.of("entity", "ada", "project", "p", "run", "r1", "files", List.of("../a"))))
                .isEqualTo("INVALID");
    }

    private Object code(Caller caller, Map<String, Object> variables) {
        return schema.execute(caller, CREATE, variables)
                .getErrors()
                .getFirst()
                .getExtensions()
                .get("code");
    }

    private Map<String, Object> create(List<String> names) {
        Map<String, Object> variables = Map.of("entity", "ada", "project", "p", "run", "r1", "files", names);
        return map(schema.data(ADA, CREATE, variables).get("createRunFiles"));
    }

    private Map<String, Object> files(Map<String, Object> variables) {
        return map(map(schema.data(ADA, FILES, variables).get("project")).get("run"));
    }

    private List<Map<String, Object>> nodes(Map<String, Object> run) {
        return list(map(run.get("files")).get("edges")).stream()
                .map(edge -> map(edge.get("node")))
                .toList();
    }

    private void upload(String name, String content) throws Exception {
        create(List.of(name));
        String key = awaitedKey(name);
        byte[] bytes = content.getBytes(UTF_8);
        objects.put(key, new ByteArrayInputStream(bytes), bytes.length);
        contents.uploaded(key, bytes.length, "bWQ1");
    }

    private String awaitedKey(String name) {
        var file = store.find(run.id(), List.of(name)).get(name);
        return store.uploads(List.of(file.id())).getFirst().key();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private static String last(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
