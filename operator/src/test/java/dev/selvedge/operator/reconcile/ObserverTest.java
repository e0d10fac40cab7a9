package dev.selvedge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.Specs;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.desired.Deployments;
import dev.selvedge.operator.desired.Ingresses;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.desired.Jobs;
import dev.selvedge.operator.reconcile.Facts.Claim;
import dev.selvedge.operator.reconcile.Facts.Phase;
import dev.selvedge.operator.reconcile.Facts.Work;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class ObserverTest {

    private static final Map<String, List<String>> ZONE = Map.of(
            "wandb.example.org", List.of("10.0.0.7"),
            "lb.example.net", List.of("10.0.0.7", "10.0.0.8"),
            "another.example.org", List.of("10.0.0.9"));

    private KubernetesClient client;
    private final Selvedge resource = Specs.resource("upgrade");
    private final Installation of = Installation.of(resource, "1.0.0", "");

    private Facts facts() {
        return new Observer(client, Clock.systemUTC(), asked -> {
                    Map<String, List<String>> found = new HashMap<>(ZONE);
                    found.keySet().retainAll(asked);
                    return found;
                })
                .observe(resource);
    }

    private void secret(String name, String key, String text) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("ml")
                        .endMetadata()
                        .withData(Map.of(key, text))
                        .build())
                .createOr(existing -> existing.update());
    }

    @Test
    void secretsAreMissingUntilTheyHaveTheKey() {
        secret("wandb-mysql", "another", "eA==");
        assertThat(facts().missing())
                .extracting(SecretKeySelector::getName)
                .containsExactly("wandb-mysql", "wandb-redis");
        secret("wandb-mysql", "MYSQL_PASSWORD", "eA==");
        secret("wandb-redis", "REDIS_PASSWORD", "eA==");
        Facts complete = facts();
        assertThat(complete.missing()).isEmpty();
        secret("wandb-redis", "REDIS_PASSWORD", "eQ==");
        assertThat(facts().connections())
                .isNotEqualTo(complete.connections())
                .hasSize(64)
                .doesNotContain("eQ==");
    }

    @Test
    void aDeploymentTellsHowFarItIs() {
        assertThat(facts().app()).isEmpty();
        client.resource(new DeploymentBuilder(Deployments.app(of))
                        .editMetadata()
                        .withGeneration(2L)
                        .endMetadata()
                        .withNewStatus()
                        .withObservedGeneration(2L)
                        .withReplicas(3)
                        .withUpdatedReplicas(1)
                        .withAvailableReplicas(2)
                        .addNewCondition()
                        .withType("Progressing")
                        .withStatus("False")
                        .withReason("ProgressDeadlineExceeded")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
        assertThat(facts().app()).hasValueSatisfying(app -> {
            assertThat(app.version()).isEqualTo("1.0.0");
            assertThat(app.available()).isEqualTo(2);
            assertThat(app.late()).isTrue();
            assertThat(app.complete()).isFalse();
        });
    }

    @Test
    void namesAreFollowedToWhereTheIngressIs() {
        assertThat(facts().entrance().addresses()).isEmpty();
        assertThat(facts().entrance().names()).containsOnlyKeys("wandb.example.org");
        client.resource(new IngressBuilder(Ingresses.ingress(of).orElseThrow())
                        .withNewStatus()
                        .withNewLoadBalancer()
                        .addNewIngress()
                        .withHostname("lb.example.net")
                        .endIngress()
                        .addNewIngress()
                        .withIp("2001:db8::7")
                        .endIngress()
                        .endLoadBalancer()
                        .endStatus()
                        .build())
                .create();
        assertThat(facts().entrance().addresses()).containsExactly("lb.example.net", "2001:db8:0:0:0:0:0:7");
        assertThat(facts().entrance().names())
                .containsOnly(
                        Map.entry("wandb.example.org", List.of("10.0.0.7")),
                        Map.entry("lb.example.net", List.of("10.0.0.7", "10.0.0.8")),
                        Map.entry("2001:db8:0:0:0:0:0:7", List.of("2001:db8:0:0:0:0:0:7")));
    }

    @Test
    void aVolumeNeedsAClassThatIsThere() {
        Selvedge poc = Specs.resource("poc");
        Observer observer = new Observer(client, Clock.systemUTC(), asked -> Map.of());
        assertThat(facts().claim()).as("everything is elsewhere").isEmpty();
        assertThat(observer.observe(poc).claim().orElseThrow().classKnown()).contains(false);
        client.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("disks")
                        .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                        .endMetadata()
                        .withProvisioner("example.org/disks")
                        .build())
                .create();
        Claim claim = observer.observe(poc).claim().orElseThrow();
        assertThat(claim.classKnown()).contains(true);
        assertThat(claim.bound()).isFalse();
        client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(claim.name())
                        .withNamespace("ml")
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Bound")
                        .endStatus()
                        .build())
                .create();
        assertThat(observer.observe(poc).claim().orElseThrow().bound()).isTrue();
    }

    @Test
    void aFailedJobBringsItsContainersLastWords() {
        String name = Jobs.migrateName(of);
        client.resource(new JobBuilder(Jobs.migrate(of))
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Failed")
                        .withStatus("True")
                        .withLastTransitionTime("2026-01-01T00:00:00Z")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("migrate-1")
                        .withNamespace("ml")
                        .withLabels(of.labels("migrate"))
                        .addToLabels("batch.kubernetes.io/job-name", name)
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .withNewStatus()
                        .addNewContainerStatus()
                        .withName("migrate")
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(1)
                        .withMessage("ok     version   9.7\nbad    rights    none   It may not create tables.\n")
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .create();
        Work work = facts().jobs().get(name);
        assertThat(work.phase()).isEqualTo(Phase.FAILED);
        assertThat(work.said()).isEqualTo("rights none It may not create tables.");
    }
}
