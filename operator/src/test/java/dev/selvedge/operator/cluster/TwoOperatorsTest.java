package dev.selvedge.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.Specs;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeSpec;
import dev.selvedge.operator.cli.Main;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the operator as processes of their own, as the chart starts them: one acts, the other waits for its end. */
class TwoOperatorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static KubernetesClient admin;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.whole(folder);
        admin = cluster.admin;
    }

    @AfterAll
    static void stop() throws Exception {
        Cluster.end(cluster);
    }

    private static Process operator(String pod) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--leader-elect=default",
                        "--health-port=" + cluster.plane.free())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(pod + ".log").toFile());
        builder.environment().put("HOSTNAME", pod);
        builder.environment()
                .put("KUBECONFIG", cluster.plane.kubeconfig("operator").toString());
        return builder.start();
    }

    private static String holder() {
        var lease = admin.leases()
                .inNamespace("default")
                .withName("selvedge-operator")
                .get();
        return lease == null ? "" : Objects.toString(lease.getSpec().getHolderIdentity(), "");
    }

    private static long observed() {
        Selvedge resource = cluster.installation("default", "wandb");
        return resource.getStatus() == null || resource.getStatus().observedGeneration() == null
                ? 0
                : resource.getStatus().observedGeneration();
    }

    private static Set<String> whoSpoke() {
        return admin.v1().events().inNamespace("default").list().getItems().stream()
                .map(event -> event.getReportingInstance())
                .filter(Objects::nonNull)
                .filter(instance -> instance.startsWith("operator-"))
                .collect(Collectors.toSet());
    }

    private static String logs() throws IOException {
        return Files.readString(folder.resolve("operator-a.log")) + "\n---\n"
                + Files.readString(folder.resolve("operator-b.log"));
    }

    @Test
    void whenTheOneThatActsDiesTheOtherGoesOn() throws Exception {
        Process first = operator("operator-a");
        Process second = null;
        try {
            Eventually.within(PATIENCE, () -> "operator-a".equals(holder()));
            second = operator("operator-b");
            apply();
            Eventually.within(PATIENCE, () -> observed() == 1);
            Eventually.within(PATIENCE, () -> whoSpoke().equals(Set.of("operator-a")));
            // long enough for one that does not wait to have acted
            Thread.sleep(5_000);
            assertThat(whoSpoke()).as("one of two acts").containsExactly("operator-a");
            assertThat(second.isAlive()).as("the other waits").isTrue();

            first.destroyForcibly().waitFor();
            Eventually.within(PATIENCE, () -> "operator-b".equals(holder()));
            admin.resources(Selvedge.class)
                    .inNamespace("default")
                    .withName("wandb")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"version\": \"1.0.1\"}}");
            Eventually.within(PATIENCE, () -> observed() == 2);
        } catch (AssertionError e) {
            throw new AssertionError(logs(), e);
        } finally {
            for (Process each : List.of(first, second == null ? first : second)) {
                each.destroyForcibly().waitFor();
            }
        }
    }

    private static void apply() {
        Selvedge resource = new Selvedge();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("wandb")
                .withNamespace("default")
                .build());
        resource.setSpec(
                Serialization.unmarshal(Specs.class.getResourceAsStream("/specs/cluster.yaml"), SelvedgeSpec.class));
        admin.resource(resource).create();
    }
}
