package dev.selvedge.operator.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Teams' secrets outside the database. Pods that serve know where; a Job needs none of them. */
final class SecretStores {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String ACCOUNT = "account";
    private static final String FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

    /** As long as the tokens that the kubelet mounts by itself. */
    private static final long AN_HOUR = 3607;

    private static final Pattern NAMESPACE = Pattern.compile("[?&]namespace=([^&]*)");

    private SecretStores() {}

    static List<EnvVar> variables(Installation of) {
        return new Variables()
                .text("SELVEDGE_SECRETS_STORE", of.spec().secretStore())
                .list();
    }

    static boolean inKubernetes(Installation of) {
        return Optional.ofNullable(of.spec().secretStore()).orElse("").startsWith("k8s-secretmanager");
    }

    /** The rights in another namespace are for whom that one belongs to. */
    private static boolean here(Installation of) {
        Matcher named =
                NAMESPACE.matcher(Optional.ofNullable(of.spec().secretStore()).orElse(""));
        return inKubernetes(of)
                && (!named.find() || named.group(1).isEmpty() || named.group(1).equals(of.namespace()));
    }

    /** Names are made as they are needed, so the rights cannot name them; none can be listed. */
    static List<HasMetadata> rights(Installation of) {
        if (!here(of)) {
            return List.of();
        }
        String name = of.named("secrets");
        return List.of(
                new RoleBuilder()
                        .withMetadata(of.meta(name))
                        .withRules(new PolicyRuleBuilder()
                                .withApiGroups("")
                                .withResources("secrets")
                                .withVerbs("create", "get", "delete")
                                .build())
                        .build(),
                new RoleBindingBuilder()
                        .withMetadata(of.meta(name))
                        .withNewRoleRef(RBAC, "Role", name)
                        .addNewSubject(null, "ServiceAccount", Accounts.name(of), of.namespace())
                        .build());
    }

    static List<VolumeMount> with(Installation of, List<VolumeMount> mounts) {
        List<VolumeMount> all = new ArrayList<>(mounts);
        if (inKubernetes(of)) {
            all.add(Pods.mount(ACCOUNT, FOLDER).edit().withReadOnly(true).build());
        }
        return all;
    }

    /** What the kubelet mounts by itself in pods with automountServiceAccountToken. */
    static List<Volume> volumes(Installation of, List<Volume> volumes) {
        List<Volume> all = new ArrayList<>(volumes);
        if (inKubernetes(of)) {
            all.add(new VolumeBuilder()
                    .withName(ACCOUNT)
                    .withNewProjected()
                    .addNewSource()
                    .withNewServiceAccountToken()
                    .withPath("token")
                    .withExpirationSeconds(AN_HOUR)
                    .endServiceAccountToken()
                    .endSource()
                    .addNewSource()
                    .withNewConfigMap()
                    .withName("kube-root-ca.crt")
                    .addNewItem()
                    .withKey("ca.crt")
                    .withPath("ca.crt")
                    .endItem()
                    .endConfigMap()
                    .endSource()
                    .addNewSource()
                    .withNewDownwardAPI()
                    .addNewItem()
                    .withPath("namespace")
                    .withNewFieldRef("v1", "metadata.namespace")
                    .endItem()
                    .endDownwardAPI()
                    .endSource()
                    .endProjected()
                    .build());
        }
        return all;
    }
}
