package dev.selvedge.operator.cluster;

import dev.selvedge.operator.Golden;
import dev.selvedge.operator.api.Selvedge;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;

/** What the operator's chart installs beside the operator: kinds and rights. */
final class TheChart {

    private static final Set<String> KINDS =
            Set.of("CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

    private TheChart() {}

    /** As rendered; the user {@code operator} stands for the operator's service account. */
    static void install(KubernetesClient admin, Duration patience) throws Exception {
        for (HasMetadata each : rendered(admin)) {
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

    private static Iterable<HasMetadata> rendered(KubernetesClient client) throws IOException {
        try (InputStream text = Files.newInputStream(Golden.REPOSITORY.resolve("deploy/tests/golden/operator.yaml"))) {
            return client.load(text).items();
        }
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
