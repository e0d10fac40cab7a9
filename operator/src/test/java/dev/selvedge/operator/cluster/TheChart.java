package dev.selvedge.operator.cluster;

import dev.selvedge.operator.Golden;
import dev.selvedge.operator.api.Selvedge;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the operator's chart installs beside the operator: kinds and rights. */
final class TheChart {

    private static final Set<String> KINDS =
            Set.of("CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

    private static final Path GOLDEN = Golden.REPOSITORY.resolve("deploy/tests/golden");

    /** Groups of others, which an administrator installs or not. */
    static final List<String> FOREIGN = List.of("monitoring.coreos.com", "gateway.networking.k8s.io");

    private TheChart() {}

    /** As rendered; the user {@code operator} stands for the operator's service account. */
    static void install(KubernetesClient admin, Duration patience) throws Exception {
        for (HasMetadata each : rendered(admin, "operator")) {
            if (KINDS.contains(each.getKind())) {
                if (each.getKind().startsWith("Role")) {
                    // the release's: here the one that is always there
                    each.getMetadata().setNamespace("default");
                }
                admin.resource(withUser(each))
                        .fieldManager("test")
                        .forceConflicts()
                        .serverSideApply();
            }
        }
        Eventually.within(patience, () -> {
            try {
                return admin.resources(Selvedge.class).inAnyNamespace().list() != null;
            } catch (KubernetesClientException notYet) {
                return false;
            }
        });
    }

    /** As with {@code secretStore=true}: installations may keep secrets in the cluster. */
    static void allowSecretStores(KubernetesClient admin) throws IOException {
        for (HasMetadata each : rendered(admin, "operator-secret-store")) {
            if (each.getKind().equals("ClusterRole")) {
                admin.resource(each).fieldManager("test").forceConflicts().serverSideApply();
            }
        }
    }

    /** The renders of both charts, one for each file of values. */
    static Stream<String> renders() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(each -> each.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        }
    }

    /** @return how many objects of a render the API server would take, admission and all; it refuses none */
    static int tried(KubernetesClient admin, String golden, String namespace) throws IOException {
        int taken = 0;
        for (HasMetadata each : rendered(admin, golden)) {
            if (FOREIGN.stream().noneMatch(each.getApiVersion()::startsWith)) {
                if (each instanceof Namespaced) {
                    each.getMetadata().setNamespace(namespace);
                }
                admin.resource(each)
                        .dryRun()
                        .fieldManager("test")
                        .forceConflicts()
                        .serverSideApply();
                taken++;
            }
        }
        return taken;
    }

    private static Iterable<HasMetadata> rendered(KubernetesClient client, String golden) throws IOException {
        // where a render holds a new text each time the golden file has a word, which is not what a Secret holds
        String text = Files.readString(GOLDEN.resolve(golden + ".yaml")).replace(": GENERATED", ": R0VORVJBVEVE");
        return client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    private static HasMetadata withUser(HasMetadata object) {
        return switch (object) {
            case ClusterRoleBinding binding ->
                binding.edit()
                        .addNewSubject("rbac.authorization.k8s.io", "User", "operator", null)
                        .build();
            case RoleBinding binding ->
                binding.edit()
                        .addNewSubject("rbac.authorization.k8s.io", "User", "operator", null)
                        .build();
            default -> object;
        };
    }
}
