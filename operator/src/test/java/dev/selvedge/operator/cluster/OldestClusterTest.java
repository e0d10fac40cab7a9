package dev.selvedge.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.operator.Golden;
import dev.selvedge.operator.Specs;
import dev.selvedge.operator.api.Selvedge;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real kube-apiserver of the oldest version that is supported takes the kinds with their rules, and all that is made of them. */
class OldestClusterTest {

    private static final String OLDEST = "1.29.15";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String HERE = "ml";

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static KubernetesClient admin;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.apiAlone(folder, OLDEST);
        admin = cluster.admin;
        cluster.namespace(HERE);
        cluster.namespace("acts");
        cluster.operate(List.of("acts"));
    }

    @AfterAll
    static void stop() throws Exception {
        Cluster.end(cluster);
    }

    private static Selvedge resource(String example, String namespace) {
        Selvedge resource = Specs.resource(example);
        resource.getMetadata().setUid(null);
        resource.getMetadata().setGeneration(null);
        resource.getMetadata().setNamespace(namespace);
        return resource;
    }

    @Test
    void itIsTheOldest() {
        assertThat(admin.getKubernetesVersion().getMinor()).isEqualTo("29");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poc", "dev", "prod-aws", "prod-private", "everything"})
    void theResourceAndAllThatIsMadeOfItAreTaken(String example) throws Exception {
        admin.resource(resource(example, HERE)).dryRun().create();
        int taken = 0;
        try (InputStream golden = Files.newInputStream(
                Golden.REPOSITORY.resolve("operator/src/test/resources/golden/" + example + ".yaml"))) {
            for (HasMetadata each : admin.load(golden).items()) {
                if (TheChart.FOREIGN.stream().noneMatch(each.getApiVersion()::startsWith)) {
                    assertThat(admin.resource(each)
                                    .dryRun()
                                    .fieldManager("test")
                                    .serverSideApply())
                            .as(each.getKind() + " " + each.getMetadata().getName())
                            .isNotNull();
                    taken++;
                }
            }
        }
        assertThat(taken).isGreaterThan(4);
    }

    @ParameterizedTest
    @MethodSource("dev.selvedge.operator.cluster.TheChart#renders")
    void rendersOfTheChartsAreTaken(String golden) throws Exception {
        assertThat(TheChart.tried(admin, golden, HERE)).isGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{global: {host: 'http://wandb.example.org'}} | begins with https://",
                "{version: latest}                            | names one version",
                "{app: {replicas: 1}}                         | prod needs app.replicas of 2 or more",
                "{mysql: {external: {password: {value: both, valueFrom: {secretKeyRef: {name: a, key: b}}}}}} | either value or valueFrom",
            })
    @SuppressWarnings("unchecked")
    void itsRulesRefuseWhatCannotWork(String patch, String why) {
        Map<String, Object> spec = Serialization.unmarshal(
                Serialization.asJson(Specs.spec("cluster")), new com.fasterxml.jackson.core.type.TypeReference<>() {});
        RealClusterTest.merge(spec, RealClusterTest.yaml(patch.strip(), Map.class));
        Selvedge wrong = resource("cluster", HERE);
        wrong.setSpec(
                Serialization.unmarshal(Serialization.asJson(spec), dev.selvedge.operator.api.SelvedgeSpec.class));
        assertThatThrownBy(() -> admin.resource(wrong).dryRun().create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(why.strip());
    }

    private static boolean says(String reason) {
        Selvedge resource = cluster.installation("acts", "wandb");
        return resource.getStatus() != null
                && resource.getStatus()
                        .condition("MySQLReady")
                        .filter(each -> each.getReason().equals(reason))
                        .isPresent();
    }

    @Test
    void theOperatorActsOnIt() throws Exception {
        admin.resource(resource("cluster", "acts")).create();
        Eventually.within(PATIENCE, () -> says("SecretMissing"));
        for (String each : List.of("mysql", "redis")) {
            cluster.secret("acts", "wandb-" + each, Map.of("MYSQL_PASSWORD", "m", "REDIS_PASSWORD", "r"));
        }
        Eventually.within(
                PATIENCE,
                () -> admin.batch().v1().jobs().inNamespace("acts").list().getItems().stream()
                        .anyMatch(job -> job.getMetadata().getName().startsWith("wandb-migrate-")));
    }
}
