package dev.selvedge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.Golden;
import dev.selvedge.operator.Specs;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeRestore;
import dev.selvedge.operator.api.SelvedgeRestoreSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsTest {

    static List<HasMetadata> all(Installation of) {
        List<HasMetadata> all = new ArrayList<>(Objects.surroundings(of));
        all.addAll(Objects.servers(of));
        if (!of.spec().single()) {
            all.add(Jobs.migrate(of));
            all.add(Jobs.doctor(of));
            all.addAll(backups(of));
        }
        return all;
    }

    private static List<HasMetadata> backups(Installation of) {
        if (of.spec().backup() == null) {
            return List.of();
        }
        SelvedgeBackup recurring = (SelvedgeBackup) BackupPlans.recurring(of).orElseThrow();
        SelvedgeRestore restore = new SelvedgeRestore();
        restore.setMetadata(of.meta("back"));
        restore.setSpec(new SelvedgeRestoreSpec(of.name(), of.spec().backup().target(), null, null));
        SelvedgeBackup once = BackupPlans.before(of, "9.9.9", 1L);
        List.of(recurring, once, restore).forEach(each -> each.getMetadata().setUid("99999999"));
        List<HasMetadata> all = new ArrayList<>(Backups.recurring(of, recurring));
        all.add(Backups.once(of, once));
        all.add(Backups.restore(of, restore));
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"poc", "dev", "prod-aws", "prod-private", "everything"})
    void theObjectsOfASpecAreWhatTheyWere(String name) throws IOException {
        StringBuilder text = new StringBuilder();
        for (HasMetadata each : all(Specs.installation(name))) {
            text.append(Golden.yaml(each));
        }
        Golden.compare(Golden.FILES.resolve(name + ".yaml"), text.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.1.2.3:8443", "http://[fd00::1]"})
    void anAddressIsNoHostOfARule(String host) {
        Installation of = Specs.installation("dev", "http://wandb.dev.example.org", host);
        assertThat(Ingresses.ingress(of).orElseThrow().getSpec().getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getHost()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gce", "gce-internal"})
    void theControllerOfGoogleIsNamedByAnAnnotationAndNoClassKeepsItAway(String name) {
        Installation of = Specs.installation("dev", "{className: nginx, preset: nginx}", "{className: " + name + "}");
        assertThat(Ingresses.ingress(of).orElseThrow()).satisfies(ingress -> {
            assertThat(ingress.getSpec().getIngressClassName()).isNull();
            assertThat(ingress.getMetadata().getAnnotations()).containsEntry("kubernetes.io/ingress.class", name);
        });
        assertThat(Ingresses.ingressClass(Ingresses.plan(of)))
                .as("no IngressClass is looked for")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "k8s-secretmanager, true, true",
        "k8s-secretmanager://wandb, true, true",
        "k8s-secretmanager://wandb?namespace=ml, true, true",
        "k8s-secretmanager://wandb?server=https://x&namespace=other, true, false",
        "gcp-secretmanager://wandb, false, false",
    })
    void secretsOfTheClusterNeedATokenAndInTheOwnNamespaceARole(String store, boolean token, boolean role) {
        Installation of = Specs.installation("prod-private", "k8s-secretmanager://wandb", '"' + store + '"');
        assertThat(Deployments.app(of).getSpec().getTemplate().getSpec().getVolumes().stream()
                        .anyMatch(volume -> volume.getName().equals("account")))
                .isEqualTo(token);
        assertThat(SecretStores.rights(of)).hasSize(role ? 2 : 0);
        assertThat(Jobs.migrate(of).getSpec().getTemplate().getSpec().getVolumes())
                .as("a Job needs none")
                .noneMatch(volume -> volume.getName().equals("account"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"poc", "dev", "prod-aws", "prod-private", "everything"})
    void everyPodPassesTheRestrictedStandard(String name) {
        for (PodSpec pod : pods(Specs.installation(name))) {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            for (Container container : pod.getContainers()) {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            }
        }
    }

    @Test
    void noPasswordStandsInAPod() {
        for (HasMetadata each : all(Specs.installation("prod-private"))) {
            if (!each.getKind().equals("Secret")) {
                assertThat(Serialization.asYaml(each)).doesNotContain("p@ss:word/1", "redispass", "value: SK");
            }
        }
    }

    @Test
    void anotherSecretOrVersionIsAnotherMigration() {
        Installation one = Specs.installation("prod-private");
        Installation later = new Installation("wandb", "ml", "u", one.spec(), "0.2.0", one.connections());
        Installation elsewhere = new Installation("wandb", "ml", "u", one.spec(), one.version(), "other");
        assertThat(List.of(Jobs.migrateName(one), Jobs.migrateName(later), Jobs.migrateName(elsewhere)))
                .doesNotHaveDuplicates();
        assertThat(Jobs.migrateName(one)).isEqualTo(Jobs.migrateName(Specs.installation("prod-private")));
    }

    private static List<PodSpec> pods(Installation of) {
        List<PodSpec> pods = new ArrayList<>();
        for (HasMetadata each : all(of)) {
            if (each instanceof Deployment deployment) {
                pods.add(deployment.getSpec().getTemplate().getSpec());
            } else if (each instanceof CronJob cronJob) {
                pods.add(cronJob.getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .getTemplate()
                        .getSpec());
            } else if (each instanceof Job job) {
                pods.add(job.getSpec().getTemplate().getSpec());
            }
        }
        assertThat(pods).isNotEmpty();
        return pods;
    }
}
