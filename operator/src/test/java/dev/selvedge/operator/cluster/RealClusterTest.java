package dev.selvedge.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvedge.operator.Controllers;
import dev.selvedge.operator.Golden;
import dev.selvedge.operator.Specs;
import dev.selvedge.operator.api.Selvedge;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static ControlPlane plane;
    private static KubernetesClient admin;
    private static KubernetesClient own;
    private static Kubelets kubelets;
    private static Controllers controllers;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(System.getenv("SELVEDGE_DEPLOY_TESTS") != null, "SELVEDGE_DEPLOY_TESTS=1 asks for a real cluster");
        assumeTrue(ControlPlane.available(), "tools/kubernetes/fetch.sh builds " + ControlPlane.programs());
        plane = ControlPlane.start(folder);
        admin = plane.client("admin");
        own = plane.client("operator");
        kubelets = new Kubelets(admin);
        kubelets.node("one", "a", "8", "64Gi");
        kubelets.node("two", "b", "8", "64Gi");
        kubelets.node("three", "c", "8", "64Gi");
        install();
        controllers = Controllers.start(own, List.of(), null);
    }

    /** As the chart does it, with its own rights for the operator's user. */
    private static void install() throws Exception {
        for (HasMetadata each : admin.load(
                        Files.newInputStream(Golden.REPOSITORY.resolve("deploy/tests/golden/operator.yaml")))
                .items()) {
            if (each.getKind().equals("CustomResourceDefinition")
                    || each.getKind().startsWith("ClusterRole")) {
                admin.resource(each).fieldManager("test").forceConflicts().serverSideApply();
            }
        }
        admin.rbac()
                .clusterRoleBindings()
                .withName("operator")
                .edit(binding -> binding.edit()
                        .addNewSubject("rbac.authorization.k8s.io", "User", "operator", null)
                        .build());
        Eventually.within(PATIENCE, () -> {
            try {
                return admin.resources(Selvedge.class).inAnyNamespace().list() != null;
            } catch (KubernetesClientException notYet) {
                return false;
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        if (controllers != null) {
            controllers.stop();
        }
        for (AutoCloseable each : Stream.of(kubelets, own, admin, plane)
                .filter(java.util.Objects::nonNull)
                .toList()) {
            each.close();
        }
    }

    private static String namespace(String name) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    private static void secret(String namespace, String name, Map<String, String> data) {
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .createOr(existing -> existing.update());
    }

    private static void secrets(String namespace) {
        secret(namespace, "wandb-mysql", Map.of("MYSQL_PASSWORD", "m"));
        secret(namespace, "wandb-redis", Map.of("REDIS_PASSWORD", "r"));
    }

    private static Selvedge resource(String namespace, String patch) {
        return resource("cluster", namespace, patch);
    }

    @SuppressWarnings("unchecked")
    private static Selvedge resource(String example, String namespace, String patch) {
        Map<String, Object> spec =
                Serialization.unmarshal(Specs.class.getResourceAsStream("/specs/" + example + ".yaml"), Map.class);
        merge(spec, Serialization.unmarshal(patch, Map.class));
        Selvedge resource = new Selvedge();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("wandb")
                .withNamespace(namespace)
                .build());
        resource.setSpec(
                Serialization.unmarshal(Serialization.asJson(spec), dev.selvedge.operator.api.SelvedgeSpec.class));
        return resource;
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> base, Map<String, Object> patch) {
        patch.forEach((key, value) -> {
            if (value == null) {
                base.remove(key);
            } else if (value instanceof Map<?, ?> map && base.get(key) instanceof Map<?, ?>) {
                merge((Map<String, Object>) base.get(key), (Map<String, Object>) map);
            } else {
                base.put(key, value);
            }
        });
    }

    private static void apply(Selvedge resource) {
        admin.resource(resource).fieldManager("administrator").forceConflicts().serverSideApply();
    }

    private static Selvedge get(String namespace) {
        return admin.resources(Selvedge.class)
                .inNamespace(namespace)
                .withName("wandb")
                .get();
    }

    private static Selvedge await(String namespace, Predicate<Selvedge> condition) throws Exception {
        Eventually.within(
                PATIENCE,
                () -> Serialization.asYaml(get(namespace).getStatus()),
                () -> get(namespace).getStatus() != null && condition.test(get(namespace)));
        return get(namespace);
    }

    private static Predicate<Selvedge> condition(String type, String status, String reason) {
        return resource -> resource.getStatus()
                .condition(type)
                .filter(each ->
                        each.getStatus().equals(status) && each.getReason().equals(reason))
                .isPresent();
    }

    private static Predicate<Selvedge> runs(String version) {
        return resource -> version.equals(resource.getStatus().version())
                && resource.getStatus().upgrade() == null;
    }

    private static String message(Selvedge resource, String type) {
        return resource.getStatus().condition(type).map(Condition::getMessage).orElse("");
    }

    private static List<Pod> pods(String namespace, String component) {
        return admin.pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/component", component)
                .list()
                .getItems();
    }

    @Test
    void anInstallationComesUpAndSaysSo() throws Exception {
        String here = namespace("up");
        secrets(here);
        apply(resource(here, "{}"));
        Selvedge up = await(here, runs("1.0.0").and(condition("Ready", "True", "Serving")));
        assertThat(up.getStatus().endpoint()).isEqualTo("https://wandb.example.org");
        assertThat(up.getStatus().schemaVersion()).isEqualTo("1.0.0");
        await(here, condition("MySQLReady", "True", "Examined").and(condition("BucketReady", "True", "Examined")));
        assertThat(pods(here, "app")).hasSize(2);
        assertThat(pods(here, "app").stream()
                        .map(pod -> pod.getSpec().getNodeName())
                        .distinct())
                .as("spread over nodes")
                .hasSize(2);
        assertThat(admin.v1().events().inNamespace(here).list().getItems().stream()
                        .anyMatch(event -> event.getMessage().contains("Ready is True")))
                .as("an Event says so")
                .isTrue();
    }
}
