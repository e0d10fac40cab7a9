package dev.selvedge.operator.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.selvedge.operator.Controllers;
import dev.selvedge.operator.api.Selvedge;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A control plane with what the operator's chart installs, and the operator in this process where it is started. */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    final ControlPlane plane;
    final KubernetesClient admin;

    /** Where names lead, for the operator; every other one leads to the same place. */
    final Map<String, List<String>> zone = new ConcurrentHashMap<>();

    private final Deque<AutoCloseable> beside = new ArrayDeque<>();

    private Cluster(ControlPlane plane) throws Exception {
        this.plane = beside(plane);
        this.admin = beside(plane.client("admin"));
        try {
            TheChart.install(admin, PATIENCE);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** With a scheduler and a controller manager; where there is none the test is skipped. */
    static Cluster whole(Path folder) throws Exception {
        asked();
        assumeTrue(ControlPlane.available(), "tools/kubernetes/fetch.sh builds " + ControlPlane.programs());
        return new Cluster(ControlPlane.start(folder));
    }

    /** What is written is checked and kept, and nothing more. */
    static Cluster apiAlone(Path folder, String version) throws Exception {
        asked();
        assumeTrue(
                ControlPlane.apiAvailable(version),
                "SELVEDGE_KUBERNETES_VERSION=" + version + " tools/kubernetes/fetch.sh builds "
                        + ControlPlane.programs(version));
        return new Cluster(ControlPlane.apiAlone(folder, version));
    }

    static void asked() {
        assumeTrue(System.getenv("SELVEDGE_DEPLOY_TESTS") != null, "SELVEDGE_DEPLOY_TESTS=1 asks for a real cluster");
    }

    /** @param namespaces it acts in; none = all */
    void operate(List<String> namespaces) {
        KubernetesClient own = beside(plane.client("operator"));
        Controllers controllers = Controllers.start(own, this::where, namespaces, null);
        beside(controllers::stop);
    }

    private Map<String, List<String>> where(Collection<String> names) {
        Map<String, List<String>> found = new HashMap<>();
        names.forEach(name -> found.put(name, zone.getOrDefault(name, List.of("10.9.9.9"))));
        return found;
    }

    /** Ends with the cluster, before what was there earlier. */
    <T extends AutoCloseable> T beside(T started) {
        beside.push(started);
        return started;
    }

    /** One that takes only pods that may do nothing special. */
    String namespace(String name) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    void secret(String namespace, String name, Map<String, String> data) {
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(data)
                        .build())
                .createOr(existing -> existing.update());
    }

    Selvedge installation(String namespace, String name) {
        return admin.resources(Selvedge.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** Null = it was never started. */
    static void end(Cluster cluster) throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    public void close() throws Exception {
        while (!beside.isEmpty()) {
            beside.pop().close();
        }
    }
}
