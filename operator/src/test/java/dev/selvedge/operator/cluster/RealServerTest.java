package dev.selvedge.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvedge.operator.Controllers;
import dev.selvedge.operator.Golden;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeSpec;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a resource to a logged run: a real API server, scheduler and controller-manager, the operator, the built server over a real
 * MySQL, Redis and bucket, an unmodified client. Containers are processes; that is the only thing that is not as in a cluster.
 */
class RealServerTest {

    static final Path SERVER = Golden.REPOSITORY.resolve("server/target/dist/selvedge.jar");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String HERE = "ml";

    @TempDir
    static Path folder;

    private static ControlPlane plane;
    private static KubernetesClient admin;
    private static KubernetesClient own;
    private static Backends backends;
    private static ProcessKubelet kubelet;
    private static Controllers controllers;
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
        assumeTrue(System.getenv("SELVEDGE_DEPLOY_TESTS") != null, "SELVEDGE_DEPLOY_TESTS=1 asks for a real cluster");
        assumeTrue(ControlPlane.available(), "tools/kubernetes/fetch.sh builds " + ControlPlane.programs());
        assumeTrue(Files.exists(SERVER), "./selvedge build makes " + SERVER);
        assumeTrue(Files.exists(python()), "e2e/python/venvs.sh makes an environment with the client");
        assumeTrue(!Backends.gateway().isEmpty(), "tools/versitygw/fetch.sh builds the S3 server");
        plane = ControlPlane.start(folder);
        admin = plane.client("admin");
        own = plane.client("operator");
        backends = new Backends(folder.resolve("backends"), plane::free);
        backends.start();
        TheChart.install(admin, PATIENCE);
        entrance = plane.free();
        kubelet = new ProcessKubelet(
                admin,
                folder.resolve("pods"),
                (component, port) -> port == 8080 && component.equals("app") ? entrance : plane.free());
        kubelet.node("machine", "any", "8", "64Gi");
        controllers = Controllers.start(own, List.of(), null);
    }

    @AfterAll
    static void stop() throws Exception {
        if (controllers != null) {
            controllers.stop();
        }
        for (AutoCloseable each : Stream.of(kubelet, own, admin, plane, backends)
                .filter(java.util.Objects::nonNull)
                .toList()) {
            each.close();
        }
    }

    private static void secret(String name, Map<String, String> data) {
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(HERE)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .create();
    }

    private static Selvedge resource() {
        Selvedge resource = new Selvedge();
        resource.setMetadata(
                new ObjectMetaBuilder().withName("wandb").withNamespace(HERE).build());
        resource.setSpec(Serialization.unmarshal(
                """
                profile: dev
                version: 0.1.0
                global: {host: "http://localhost:%d"}
                mysql:
                  external:
                    host: 127.0.0.1
                    port: %d
                    password: {valueFrom: {secretKeyRef: {name: wandb-mysql, key: password}}}
                redis:
                  external:
                    host: 127.0.0.1
                    port: %d
                    password: {valueFrom: {secretKeyRef: {name: wandb-redis, key: password}}}
                bucket:
                  endpoint: 127.0.0.1:%d
                  name: objects
                  region: us-east-1
                  accessKey: {valueFrom: {secretKeyRef: {name: wandb-bucket, key: ACCESS_KEY}}}
                  secretKey: {valueFrom: {secretKeyRef: {name: wandb-bucket, key: SECRET_KEY}}}
                app: {replicas: 1}
                lifecycle: {upgrade: {verifyFor: 1s}}
                """.formatted(entrance, backends.mysql, backends.redis, backends.store), SelvedgeSpec.class));
        return resource;
    }

    private static Selvedge get() {
        return admin.resources(Selvedge.class)
                .inNamespace(HERE)
                .withName("wandb")
                .get();
    }

    private static void await(String type, String status) throws Exception {
        Eventually.within(
                PATIENCE,
                () -> Serialization.asYaml(get().getStatus()),
                () -> get().getStatus() != null
                        && get().getStatus()
                                .condition(type)
                                .map(Condition::getStatus)
                                .filter(status::equals)
                                .isPresent());
    }

    private static String client(String key, String script, String arguments) throws Exception {
        Path home = Files.createDirectories(folder.resolve("client"));
        ProcessBuilder builder = new ProcessBuilder(
                        python().toString(),
                        Golden.REPOSITORY
                                .resolve("e2e/python/scripts/" + script)
                                .toString(),
                        arguments)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile());
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
        assertThat(builder.start().waitFor())
                .as(Files.readString(home.resolve("log")))
                .isZero();
        return Files.readString(home.resolve("log"));
    }

    @Test
    void aResourceBecomesAServerThatKeepsRuns() throws Exception {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(HERE)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        secret("wandb-mysql", Map.of("password", Backends.PASSWORD));
        secret("wandb-redis", Map.of("password", Backends.PASSWORD));
        secret("wandb-bucket", Map.of("ACCESS_KEY", "test", "SECRET_KEY", Backends.PASSWORD));
        admin.resource(resource()).create();

        await("MigrationsApplied", "True");
        await("Ready", "True");
        // said by the server's own doctor, in Jobs
        await("MySQLReady", "True");
        await("RedisReady", "True");

        ContainerProcess app = kubelet.container("app");
        String key = app.run("admin", "create", "ada");
        client(key, "log_steps.py", "{\"project\": \"p\", \"steps\": 50, \"init\": {\"id\": \"r\"}}");
        assertThat(client(key, "read_run.py", "{\"path\": \"p/r\"}"))
                .contains("\"x\": 49")
                .contains("\"state\": \"finished\"");
        assertThat(app.logs()).as("JSON lines").contains("{\"@timestamp\"");
        assertThat(Files.list(folder.resolve("backends/s3/objects")))
                .as("objects are in the bucket")
                .isNotEmpty();

        app.process().destroyForcibly().waitFor();
        Eventually.within(PATIENCE, () -> app.restarts() == 1);
        await("Ready", "True");
        Eventually.within(PATIENCE, () -> app.answers(app.container().getReadinessProbe()));
        assertThat(client(key, "read_run.py", "{\"path\": \"p/r\"}")).contains("\"x\": 49");

        admin.resource(get()).delete();
        Eventually.within(PATIENCE, kubelet::empty);
    }
}
