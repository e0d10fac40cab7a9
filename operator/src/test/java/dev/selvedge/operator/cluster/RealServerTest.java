package dev.selvedge.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selvedge.operator.Golden;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeBackupSpec;
import dev.selvedge.operator.api.SelvedgeRestore;
import dev.selvedge.operator.api.SelvedgeRestoreSpec;
import dev.selvedge.operator.api.SelvedgeSpec;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a resource to a logged run: a real API server, scheduler and controller-manager, the operator, the built server over a real
 * MySQL, Redis and bucket, an unmodified client. Containers are processes; that is the only thing that is not as in a cluster.
 */
class RealServerTest {

    static final Path SERVER = Golden.REPOSITORY.resolve("server/target/dist/selvedge.jar");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static KubernetesClient admin;
    private static Backends backends;
    private static ProcessKubelet kubelet;
    private static int entrance;

    private static Path python() throws IOException {
        String named = System.getenv("SELVEDGE_WANDB_PYTHONS");
        if (named != null) {
            return Path.of(named.split(",")[0].split("=")[1]);
        }
        try (Stream<Path> found = Files.list(ControlPlane.programs().getParent())) {
            return found.filter(each -> each.getFileName().toString().startsWith("wandb-"))
                    .filter(each -> Files.exists(each.resolve("complete")))
                    .max(Path::compareTo)
                    .map(each -> each.resolve("bin/python"))
                    .orElse(Path.of("/nowhere"));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Cluster.asked();
        assumeTrue(Files.exists(SERVER), "./selvedge build makes " + SERVER);
        assumeTrue(Files.exists(python()), "e2e/python/venvs.sh makes an environment with the client");
        Store store = Store.chosen();
        cluster = Cluster.whole(folder);
        admin = cluster.admin;
        TheChart.allowSecretStores(admin);
        backends = cluster.beside(new Backends(folder.resolve("backends"), store, cluster.plane::free));
        backends.start();
        entrance = cluster.plane.free();
        kubelet = cluster.beside(new ProcessKubelet(
                admin,
                folder.resolve("pods"),
                (component, port) -> port == 8080 && component.equals("app") ? entrance : cluster.plane.free()));
        kubelet.node("machine", "any", "8", "64Gi");
        cluster.operate(List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        Cluster.end(cluster);
    }

    private static void namespace(String name) {
        cluster.namespace(name);
        cluster.secret(name, "wandb-mysql", Map.of("password", Backends.PASSWORD));
        cluster.secret(name, "wandb-redis", Map.of("password", Backends.PASSWORD));
        cluster.secret(name, "wandb-bucket", Map.of("ACCESS_KEY", Store.KEY, "SECRET_KEY", Backends.PASSWORD));
    }

    /** @param name of the resource and its namespace */
    private static Selvedge resource(String name, String database, String bucket, String more) {
        Selvedge resource = new Selvedge();
        resource.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(name).build());
        resource.setSpec(Serialization.unmarshal(
                """
                profile: dev
                version: 0.1.0
                global: {host: "http://localhost:%d"}
                mysql:
                  external:
                    host: 127.0.0.1
                    port: %d
                    database: %s
                    password: {valueFrom: {secretKeyRef: {name: wandb-mysql, key: password}}}
                redis:
                  external:
                    host: 127.0.0.1
                    port: %d
                    password: {valueFrom: {secretKeyRef: {name: wandb-redis, key: password}}}
                bucket:
                  endpoint: 127.0.0.1:%d
                  name: %s
                  region: us-east-1
                  accessKey: {valueFrom: {secretKeyRef: {name: wandb-bucket, key: ACCESS_KEY}}}
                  secretKey: {valueFrom: {secretKeyRef: {name: wandb-bucket, key: SECRET_KEY}}}
                app: {replicas: 1}
                lifecycle: {upgrade: {verifyFor: 1s}}
                %s
                """.formatted(entrance, backends.mysql, database, backends.redis, backends.store, bucket, more),
                SelvedgeSpec.class));
        return resource;
    }

    private static Selvedge get(String name) {
        return cluster.installation(name, name);
    }

    private static void await(String name, String type, String status) throws Exception {
        Eventually.within(
                PATIENCE,
                () -> Serialization.asYaml(get(name).getStatus()),
                () -> get(name).getStatus() != null
                        && get(name)
                                .getStatus()
                                .condition(type)
                                .map(Condition::getStatus)
                                .filter(status::equals)
                                .isPresent());
    }

    private static Process begin(String key, String script, Object arguments) throws Exception {
        Path home = Files.createDirectories(folder.resolve("client-of-" + script));
        ProcessBuilder builder = new ProcessBuilder(
                        python().toString(),
                        Golden.REPOSITORY
                                .resolve("e2e/python/scripts/" + script)
                                .toString(),
                        JSON.writeValueAsString(arguments))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(script).toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "WANDB_BASE_URL",
                        "http://localhost:" + entrance,
                        "WANDB_API_KEY",
                        key,
                        "WANDB_ERROR_REPORTING",
                        "false"));
        return builder.start();
    }

    private static Path log(String script) {
        return folder.resolve("client-of-" + script).resolve("log");
    }

    private static String client(String key, String script, Object arguments) throws Exception {
        int code = begin(key, script, arguments).waitFor();
        String said = Files.readString(log(script));
        assertThat(code).as(said).isZero();
        return said;
    }

    private static JsonNode reported(String said) throws IOException {
        return JSON.readTree(said.lines()
                .filter(line -> line.startsWith("RESULT "))
                .reduce((first, last) -> last)
                .orElseThrow()
                .substring("RESULT ".length()));
    }

    @Test
    void aResourceBecomesAServerThatKeepsRuns() throws Exception {
        namespace("wandb");
        Path token = folder.resolve("token");
        String store = "secretStore: \"k8s-secretmanager://wandb?namespace=wandb&server=%s&token-file=%s&ca-file=%s\""
                .formatted(cluster.plane.address(), token, cluster.plane.certificate());
        admin.resource(resource("wandb", "selvedge", "objects", store)).create();

        await("wandb", "MigrationsApplied", "True");
        await("wandb", "Ready", "True");
        // said by the server's own doctor, in Jobs
        await("wandb", "MySQLReady", "True");
        await("wandb", "RedisReady", "True");

        ContainerProcess app = kubelet.container("wandb", "app");
        String key = app.run("admin", "create", "ada");
        client(key, "log_steps.py", Map.of("project", "p", "steps", 50, "init", Map.of("id", "r")));
        assertThat(client(key, "read_run.py", Map.of("path", "p/r")))
                .contains("\"x\": 49")
                .contains("\"state\": \"finished\"");
        assertThat(app.logs()).as("JSON lines").contains("{\"@timestamp\"");
        assertThat(Files.list(folder.resolve("backends/s3/objects")))
                .as("objects are in the bucket")
                .isNotEmpty();

        secretsAreKeptInTheCluster(key, token);

        app.process().destroyForcibly().waitFor();
        Eventually.within(PATIENCE, () -> app.restarts() == 1);
        await("wandb", "Ready", "True");
        Eventually.within(PATIENCE, () -> app.answers(app.container().getReadinessProbe()));
        assertThat(client(key, "read_run.py", Map.of("path", "p/r"))).contains("\"x\": 49");
    }

    /** @param token the kubelet's: here it is asked for, for the account that the operator made */
    private static void secretsAreKeptInTheCluster(String key, Path token) throws Exception {
        TokenRequest request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(3607L)
                .endSpec()
                .build();
        Files.writeString(
                token,
                admin.serviceAccounts()
                        .inNamespace("wandb")
                        .withName("wandb")
                        .tokenRequest(request)
                        .getStatus()
                        .getToken());
        String mutation = "mutation { putTeamSecret(input: {entityName: \"ada\", name: \"HOOK\", value: \"hush\"})"
                + " { secret { name } } }";
        assertThat(RawLoad.ask("http://localhost:" + entrance, key, mutation)).contains("\"HOOK\"");
        assertThat(admin.secrets()
                        .inNamespace("wandb")
                        .withLabel("app.kubernetes.io/managed-by", "selvedge")
                        .list()
                        .getItems())
                .singleElement()
                .satisfies(secret -> {
                    assertThat(secret.getMetadata().getName()).startsWith("wandb-");
                    assertThat(new String(
                                    Base64.getDecoder().decode(secret.getData().get("value"))))
                            .isEqualTo("hush");
                });
    }

    /** The next installation has the same port. */
    @AfterEach
    void end() throws Exception {
        admin.resources(Selvedge.class).inAnyNamespace().delete();
        Eventually.within(PATIENCE, kubelet::empty);
    }

    private static void place(String name) {
        String address = "s3://" + Store.KEY + ":" + Backends.PASSWORD + "@127.0.0.1:" + backends.store + "/" + name;
        cluster.secret("kept", "place-" + name, Map.of("address", address + "/sets?region=us-east-1"));
    }

    private static <T extends CustomResource<?, ?>> T made(T resource, String name) {
        resource.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("kept").build());
        return admin.resource(resource).create();
    }

    private static void backup(String name) {
        SelvedgeBackup backup = new SelvedgeBackup();
        backup.setSpec(Serialization.unmarshal("""
                selvedge: kept
                target: {bucketFrom: {name: place-backups, key: address}}
                offsite: {bucketFrom: {name: place-elsewhere, key: address}}
                """, SelvedgeBackupSpec.class));
        made(backup, name);
    }

    private static void restore(String name, boolean drill) {
        SelvedgeRestore restore = new SelvedgeRestore();
        restore.setSpec(Serialization.unmarshal("""
                selvedge: kept
                source: {bucketFrom: {name: place-elsewhere, key: address}}
                drill: %s
                """.formatted(drill), SelvedgeRestoreSpec.class));
        made(restore, name);
    }

    /** @param resource a backup or a restore, which ends well */
    private static void succeeds(Class<? extends HasMetadata> kind, String resource) throws Exception {
        Supplier<JsonNode> status = () -> JSON.valueToTree(admin.resources(kind)
                        .inNamespace("kept")
                        .withName(resource)
                        .get())
                .path("status");
        Eventually.within(PATIENCE, () -> status.get().toPrettyString(), () -> {
            assertThat(status.get().path("phase").asText())
                    .as(status.get().toPrettyString())
                    .isNotEqualTo("Failed");
            return status.get().path("phase").asText().equals("Succeeded");
        });
    }

    @Test
    void whatABackupUnderLoadHoldsComesBackAfterTheDatabaseAndTheBucketWereDestroyed() throws Exception {
        namespace("kept");
        place("backups");
        place("elsewhere");
        admin.resource(resource("kept", "kept", "kept", "")).create();
        await("kept", "Ready", "True");
        String key = kubelet.container("kept", "app").run("admin", "create", "ada");

        Path acknowledged = folder.resolve("acknowledged");
        Path stop = folder.resolve("stop");
        Map<String, Object> work =
                Map.of("project", "p", "acknowledged", acknowledged.toString(), "stop", stop.toString(), "most", 100);
        Process writer = begin(key, "backup_write.py", work);
        List<String> before;
        int rows;
        try (RawLoad raw = new RawLoad("http://localhost:" + entrance, key, "p", "raw")) {
            Eventually.within(
                    PATIENCE,
                    () -> Files.exists(acknowledged)
                            && Files.readAllLines(acknowledged).size() >= 3
                            && raw.acknowledged() >= 100);
            before = Files.readAllLines(acknowledged);
            rows = raw.acknowledged();
            backup("now");
            succeeds(SelvedgeBackup.class, "now");
            assertThat(writer.isAlive()).as("the load outlasts the backup").isTrue();
            assertThat(raw.acknowledged()).as("rows came while it was made").isGreaterThan(rows);
            restore("tried", true);
            succeeds(SelvedgeRestore.class, "tried");
            Files.createFile(stop);
            assertThat(writer.waitFor())
                    .as(Files.readString(log("backup_write.py")))
                    .isZero();
        }
        assertThat(Files.readAllLines(acknowledged)).hasSizeGreaterThan(before.size());

        backends.sql("drop database kept; create database kept character set utf8mb4");
        backends.destroyBucket("kept");
        backends.destroyBucket("backups");
        restore("back", false);
        succeeds(SelvedgeRestore.class, "back");
        // another pod than the one that wrote
        Eventually.within(
                PATIENCE,
                () -> kubelet.find("kept", "app")
                        .filter(app -> app.answers(app.container().getReadinessProbe()))
                        .isPresent());
        await("kept", "Ready", "True");

        JsonNode found =
                reported(client(key, "backup_read.py", Map.of("project", "p", "entity", "ada", "runs", before)));
        assertThat(found.properties().stream().map(Map.Entry::getKey)).containsExactlyElementsOf(before);
        for (JsonNode run : found) {
            int number = run.get(1).asInt();
            assertThat(run.get(0).asText()).isEqualTo("finished");
            assertThat(run.get(2)).hasSize(25);
            for (int step = 0; step < 25; step++) {
                assertThat(run.get(2).get(step).get(0).asInt()).isEqualTo(step);
                assertThat(run.get(2).get(step).get(1).asInt()).isEqualTo(step * number);
            }
            assertThat(run.get(3).asText()).isEqualTo("notes of " + number);
            assertThat(run.get(4).asInt()).isEqualTo(1);
            assertThat(run.get(5).asText()).isEqualTo(weights(number));
        }
        String raw = client(
                key, "read_history.py", Map.of("path", "ada/p/raw", "calls", Map.of("all", Map.of("kind", "scan"))));
        List<Integer> kept = RawLoad.rows(reported(raw));
        assertThat(kept)
                .as("each row that was acknowledged before, none twice, none out of place")
                .hasSizeGreaterThanOrEqualTo(rows)
                .isEqualTo(IntStream.range(0, kept.size()).boxed().toList());
        client(key, "log_steps.py", Map.of("project", "p", "steps", 5, "init", Map.of("id", "after")));
        assertThat(client(key, "read_run.py", Map.of("path", "p/after"))).contains("\"state\": \"finished\"");
    }

    private static String weights(int number) throws Exception {
        byte[] bytes = new byte[50_000];
        Arrays.fill(bytes, (byte) number);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
