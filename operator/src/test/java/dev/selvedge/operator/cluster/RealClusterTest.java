package dev.selvedge.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.operator.Specs;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeBackup;
import dev.selvedge.operator.api.SelvedgeBackupSpec;
import dev.selvedge.operator.api.SelvedgeRestore;
import dev.selvedge.operator.api.SelvedgeRestoreSpec;
import dev.selvedge.operator.desired.Installation;
import dev.selvedge.operator.importing.Imported;
import dev.selvedge.operator.importing.Importer;
import dev.selvedge.operator.reconcile.Applier;
import dev.selvedge.operator.reconcile.Decider;
import dev.selvedge.operator.reconcile.Decision;
import dev.selvedge.operator.reconcile.Facts;
import dev.selvedge.operator.reconcile.Observer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static KubernetesClient admin;
    private static Kubelets kubelets;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.whole(folder);
        admin = cluster.admin;
        kubelets = cluster.beside(new Kubelets(admin));
        kubelets.node("one", "any", "16", "64Gi");
        kubelets.node("two", "any", "16", "64Gi");
        kubelets.node("three", "any", "16", "64Gi");
        cluster.operate(List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        Cluster.end(cluster);
    }

    private static String namespace(String name) {
        return cluster.namespace(name);
    }

    private static void secret(String namespace, String name, Map<String, String> data) {
        cluster.secret(namespace, name, data);
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
        merge(spec, yaml(patch, Map.class));
        Selvedge resource = new Selvedge();
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("wandb")
                .withNamespace(namespace)
                .build());
        resource.setSpec(
                Serialization.unmarshal(Serialization.asJson(spec), dev.selvedge.operator.api.SelvedgeSpec.class));
        return resource;
    }

    /** A text that begins with a brace would be taken for JSON. */
    static <T> T yaml(String text, Class<T> type) {
        return Serialization.unmarshal("---\n" + text, type);
    }

    @SuppressWarnings("unchecked")
    static void merge(Map<String, Object> base, Map<String, Object> patch) {
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
        return cluster.installation(namespace, "wandb");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{app: {replicas: 1}}                                        | prod needs app.replicas of 2 or more",
                "{global: {host: 'http://wandb.example.org'}}                | begins with https://",
                "{global: {host: 'https://wandb.example.org/path'}}          | should match",
                "{mysql: null, bucket: null}                                 | mysql.external is needed",
                "{redis: null}                                               | redis.external is needed",
                "{bucket: null}                                              | bucket is needed",
                "{version: latest}                                           | names one version",
                "{airgap: true}                                              | airgap needs imageRegistry",
                "{airgap: true, imageRegistry: r.example, images: {server: elsewhere/server}} | outside imageRegistry",
                "{mysql: {external: {password: {value: both}}}}              | either value or valueFrom",
                "{bucket: {accessKey: {value: a}}}                           | go together",
                "{bucket: {provider: gcs, accessKey: {value: a}, secretKey: {value: b}}} | workload identity",
                "{backup: {target: {claimName: a}, retention: {daily: 6}}}   | greater than or equal to 7",
                "{backup: {target: {claimName: a, bucket: 's3://b'}}}        | one of claimName, bucket and bucketFrom",
                "{app: {autoscaling: {min: 1}}}                              | autoscaling.min of 2 or more",
            })
    void whatCannotWorkIsRefusedWhenItIsApplied(String patch, String why) {
        assertThatThrownBy(() -> apply(resource("default", patch.strip())))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(why.strip());
    }

    @Test
    void aNewVersionComesInAndABrokenOneGoesAgain() throws Exception {
        String here = namespace("upgrade");
        secrets(here);
        apply(resource(here, "{version: 2.0.0, backup: {target: {bucket: 's3://backups'}}}"));
        await(here, runs("2.0.0"));
        apply(resource(here, "{version: 2.1.0, backup: {target: {bucket: 's3://backups'}}}"));
        Selvedge upgraded = await(here, runs("2.1.0"));
        assertThat(upgraded.getStatus().lastBackup())
                .as("a backup was made first")
                .isNotNull();
        assertThat(admin.batch()
                        .v1()
                        .cronjobs()
                        .inNamespace(here)
                        .withName("wandb-scheduled")
                        .get())
                .isNotNull();

        kubelets.broken.add("2.2.0");
        apply(resource(here, "{version: 2.2.0, backup: {target: {bucket: 's3://backups'}}}"));
        AtLeast serving = new AtLeast(here);
        Selvedge back =
                await(here, condition("Progressing", "False", "Returned").and(resource -> {
                    serving.look();
                    return true;
                }));
        assertThat(serving.least).as("the former version's pods never went").isGreaterThanOrEqualTo(2);
        assertThat(message(back, "Degraded")).contains("Version 2.2.0 was taken back", "CrashLoopBackOff");
        Eventually.within(
                PATIENCE,
                () -> pods(here, "app").stream()
                        .allMatch(pod -> pod.getSpec()
                                .getContainers()
                                .getFirst()
                                .getImage()
                                .endsWith(":2.1.0")));
        assertThat(back.getStatus().version()).isEqualTo("2.1.0");
    }

    /** The fewest pods that were ready while somebody looked. */
    private static final class AtLeast {
        private final String namespace;
        private int least = Integer.MAX_VALUE;

        AtLeast(String namespace) {
            this.namespace = namespace;
        }

        void look() {
            long ready = pods(namespace, "app").stream()
                    .filter(pod -> pod.getStatus().getConditions().stream()
                            .anyMatch(each -> each.getType().equals("Ready")
                                    && each.getStatus().equals("True")))
                    .count();
            least = Math.min(least, (int) ready);
        }
    }

    @Test
    void aFailedMigrationStopsTheUpgrade() throws Exception {
        String here = namespace("migration");
        secrets(here);
        apply(resource(here, "{version: 3.0.0}"));
        await(here, runs("3.0.0"));
        kubelets.ends.put("3.1.0/migrate", new Kubelets.End(1, "Access denied for user 'selvedge'@'10.0.0.7'"));
        apply(resource(here, "{version: 3.1.0}"));
        Eventually.within(
                Duration.ofSeconds(150),
                () -> condition("MigrationsApplied", "False", "MigrationFailed").test(get(here)));
        Selvedge stopped = get(here);
        assertThat(message(stopped, "MigrationsApplied")).contains("Access denied for user 'selvedge'");
        assertThat(stopped.getStatus().version()).isEqualTo("3.0.0");
        assertThat(pods(here, "app"))
                .allMatch(pod ->
                        pod.getSpec().getContainers().getFirst().getImage().endsWith(":3.0.0"));
    }

    @Test
    void theNameIsFollowedToTheIngress() throws Exception {
        String here = namespace("named");
        secrets(here);
        cluster.zone.put("ml.named.example", List.of());
        apply(resource(here, "{global: {host: https://ml.named.example}, network: {ingress: {className: any}}}"));
        assertThat(message(await(here, condition("DNSResolved", "False", "NotResolved")), "DNSResolved"))
                .contains("make an A record of it");
        Eventually.within(PATIENCE, () -> message(get(here), "Degraded").contains("DNSResolved: "));
        cluster.zone.put("ml.named.example", List.of("10.0.0.7"));
        admin.network()
                .v1()
                .ingresses()
                .inNamespace(here)
                .withName("wandb")
                .editStatus(ingress -> new IngressBuilder(ingress)
                        .withNewStatus()
                        .withNewLoadBalancer()
                        .addNewIngress()
                        .withIp("10.0.0.7")
                        .endIngress()
                        .endLoadBalancer()
                        .endStatus()
                        .build());
        await(here, condition("DNSResolved", "True", "Resolved").and(condition("IngressReady", "True", "Addressed")));
    }

    @Test
    void eachBrokenDependencyIsACondition() throws Exception {
        String here = namespace("broken");
        apply(resource(here, "{version: 4.0.0, network: {ingress: {className: nginx, tlsSecret: wandb-tls}}}"));
        Selvedge bare = await(
                here,
                condition("MySQLReady", "False", "SecretMissing")
                        .and(condition("RedisReady", "False", "SecretMissing")));
        assertThat(message(bare, "MySQLReady")).contains("kubectl -n broken create secret generic wandb-mysql");
        await(
                here,
                condition("TLSReady", "False", "SecretMissing").and(condition("IngressReady", "False", "NoSuchClass")));

        kubelets.ends.put("4.0.0/mysql", new Kubelets.End(1, "MySQL is older than 8.0"));
        kubelets.ends.put("4.0.0/redis", new Kubelets.End(1, "NOAUTH Authentication required"));
        kubelets.ends.put("4.0.0/bucket", new Kubelets.End(1, "SignatureDoesNotMatch"));
        secrets(here);
        // nothing watches Secrets, by intent: the operator looks again by itself
        Selvedge found = await(
                here,
                condition("MySQLReady", "False", "Unusable")
                        .and(condition("RedisReady", "False", "Unusable"))
                        .and(condition("BucketReady", "False", "Unusable")));
        assertThat(message(found, "BucketReady")).contains("SignatureDoesNotMatch", "spec.bucket");

        kubelets.ends.keySet().removeIf(key -> key.startsWith("4.0.0/"));
        secret(here, "wandb-mysql", Map.of("MYSQL_PASSWORD", "another"));
        apply(resource(here, "{version: 4.0.0, bucket: {region: eu-west-1}}"));
        await(
                here,
                condition("MySQLReady", "True", "Examined")
                        .and(condition("RedisReady", "True", "Examined"))
                        .and(condition("BucketReady", "True", "Examined"))
                        .and(condition("Ready", "True", "Serving")));
    }

    @Test
    void aChangedSecretRollsThePods() throws Exception {
        String here = namespace("rotate");
        secrets(here);
        apply(resource(here, "{version: 5.0.0}"));
        await(here, runs("5.0.0"));
        List<String> before = names(here);
        secret(here, "wandb-redis", Map.of("REDIS_PASSWORD", "another"));
        apply(resource(here, "{version: 5.0.0, app: {drain: 11s}}"));
        Eventually.within(
                PATIENCE, () -> names(here).size() == 2 && names(here).stream().noneMatch(before::contains));
    }

    private static List<String> names(String namespace) {
        return pods(namespace, "app").stream()
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    @Test
    void whatIsNoLongerWantedGoes() throws Exception {
        String here = namespace("less");
        secrets(here);
        apply(resource(here, "{version: 6.0.0, worker: {replicas: 2}}"));
        await(here, runs("6.0.0"));
        assertThat(admin.policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(here)
                        .list()
                        .getItems())
                .hasSize(2);
        apply(resource(here, "{version: 6.0.0, worker: {replicas: 0}, network: {ingress: {enabled: false}}}"));
        Eventually.within(
                PATIENCE,
                () -> admin.apps()
                                        .deployments()
                                        .inNamespace(here)
                                        .list()
                                        .getItems()
                                        .size()
                                == 1
                        && admin.network()
                                .v1()
                                .ingresses()
                                .inNamespace(here)
                                .list()
                                .getItems()
                                .isEmpty()
                        && admin.policy()
                                        .v1()
                                        .podDisruptionBudget()
                                        .inNamespace(here)
                                        .list()
                                        .getItems()
                                        .size()
                                == 1);
    }

    @ParameterizedTest
    @CsvSource({"retain, true", "purge, false"})
    void theEndLeavesTheKeysUnlessTheyAreToGo(String deletion, boolean kept) throws Exception {
        String here = namespace("end-" + deletion);
        secrets(here);
        apply(resource(here, "{version: 7.0.0, lifecycle: {deletion: " + deletion + "}}"));
        await(here, runs("7.0.0"));
        Object keys =
                admin.secrets().inNamespace(here).withName("wandb-keys").get().getData();
        admin.resources(Selvedge.class).inNamespace(here).withName("wandb").delete();
        Eventually.within(
                PATIENCE,
                () -> admin.apps()
                                .deployments()
                                .inNamespace(here)
                                .list()
                                .getItems()
                                .isEmpty()
                        && admin.services().inNamespace(here).list().getItems().isEmpty()
                        && (kept
                                || admin.secrets()
                                                .inNamespace(here)
                                                .withName("wandb-keys")
                                                .get()
                                        == null));
        if (kept) {
            assertThat(admin.secrets()
                            .inNamespace(here)
                            .withName("wandb-keys")
                            .get()
                            .getData())
                    .isEqualTo(keys);
        }
        assertThat(admin.secrets().inNamespace(here).withName("wandb-mysql").get())
                .as("the administrator's own")
                .isNotNull();
    }

    @Test
    void aPocIsOnePodOnOneVolume() throws Exception {
        String here = namespace("poc");
        Selvedge poc = resource("poc", here, "{version: 8.0.0}");
        apply(poc);
        Eventually.within(
                PATIENCE,
                () -> admin.persistentVolumeClaims()
                                        .inNamespace(here)
                                        .withName("wandb-data")
                                        .get()
                                != null
                        && admin.apps()
                                        .deployments()
                                        .inNamespace(here)
                                        .withName("wandb-app")
                                        .get()
                                != null);
        assertThat(admin.batch().v1().jobs().inNamespace(here).list().getItems())
                .isEmpty();
        await(here, condition("StorageReady", "False", "NoDefaultClass"));
        admin.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName("disks")
                        .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                        .endMetadata()
                        .withProvisioner("example.org/disks")
                        .build())
                .create();
        await(here, condition("StorageReady", "Unknown", "Waiting"));
        admin.resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName("disk")
                        .endMetadata()
                        .withNewSpec()
                        .withStorageClassName("disks")
                        .withCapacity(Map.of("storage", new Quantity("30Gi")))
                        .withAccessModes("ReadWriteOnce")
                        .withNewHostPath("/nowhere", "")
                        .endSpec()
                        .build())
                .create();
        await(here, condition("StorageReady", "True", "Bound"));
    }

    /** One node of the table for dev, two for prod; what a kubelet and a cluster's own pods take is left to them. */
    @ParameterizedTest
    @CsvSource({
        "models, dev, 2, 16", "models, prod, 8, 64",
        "weave, dev, 4, 32", "weave, prod, 12, 96",
        "both, dev, 4, 32", "both, prod, 16, 128"
    })
    void eachPresetFitsTheNodesOfItsSize(String products, String profile, int cores, int memory) throws Exception {
        String here = namespace("size-" + products + "-" + profile);
        for (int node = 0; node < (profile.equals("prod") ? 2 : 1); node++) {
            kubelets.node(here + "-" + node, here, (cores * 1000 - 250) + "m", (memory - 2) + "Gi");
        }
        secrets(here);
        String pool = "{nodeSelector: {pool: " + here + "}}";
        apply(resource(
                here,
                "{version: 9.0.0, profile: " + profile + ", products: " + products + ", app: " + pool + ", worker: "
                        + pool + "}"));
        await(here, runs("9.0.0"));
        assertThat(List.of(pods(here, "app"), pods(here, "worker")))
                .allSatisfy(pods -> assertThat(pods)
                        .isNotEmpty()
                        .allMatch(pod -> pod.getSpec().getNodeName().startsWith(here)));
    }

    @Test
    void podsAreSpreadOverZonesAndALostZoneIsSurvived() throws Exception {
        String here = namespace("zones");
        Map<String, String> zones = Map.of("a1", "a", "a2", "a", "b1", "b", "b2", "b", "c1", "c", "c2", "c");
        zones.forEach((node, zone) -> kubelets.node(node, "zones", zone, "8", "64Gi"));
        secrets(here);
        apply(
                resource(
                        here,
                        "{version: 10.1.0, app: {replicas: 3, nodeSelector: {pool: zones}}, worker: {nodeSelector: {pool: zones}}}"));
        await(here, runs("10.1.0"));
        assertThat(pods(here, "app"))
                .extracting(pod -> zones.get(pod.getSpec().getNodeName()))
                .containsExactlyInAnyOrder("a", "b", "c");
        kubelets.lose("a1");
        kubelets.lose("a2");
        Eventually.within(PATIENCE, () -> message(get(here), "Degraded").contains("2 of 3 app pods are ready"));
        assertThat(condition("Ready", "True", "Serving").test(get(here))).isTrue();
        Eventually.within(
                PATIENCE,
                () -> pods(here, "app").stream()
                                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                                .filter(pod ->
                                        !"a".equals(zones.get(pod.getSpec().getNodeName())))
                                .count()
                        == 3);
    }

    @Test
    void aLostNodeIsSurvivedAndADrainTakesNotTheLastPod() throws Exception {
        String here = namespace("nodes");
        for (String each : List.of("n1", "n2", "n3")) {
            kubelets.node(each, "nodes", "8", "64Gi");
        }
        secrets(here);
        apply(resource(
                here, "{version: 10.0.0, app: {nodeSelector: {pool: nodes}}, worker: {nodeSelector: {pool: nodes}}}"));
        await(here, runs("10.0.0"));
        String lost = pods(here, "app").getFirst().getSpec().getNodeName();
        kubelets.lose(lost);
        Eventually.within(PATIENCE, () -> message(get(here), "Degraded").contains("1 of 2 app pods are ready"));
        assertThat(condition("Ready", "True", "Serving").test(get(here)))
                .as("the other pod serves")
                .isTrue();
        Eventually.within(Duration.ofSeconds(90), () -> serving(here, lost) == 2);

        List<String> nodes = List.of("n1", "n2", "n3");
        nodes.forEach(each -> schedulable(each, false));
        List<String> running = pods(here, "app").stream()
                .filter(pod -> !lost.equals(pod.getSpec().getNodeName()))
                .map(pod -> pod.getMetadata().getName())
                .toList();
        assertThat(evicted(here, running.get(0))).isTrue();
        assertThat(evicted(here, running.get(1)))
                .as("the budget holds the last one")
                .isFalse();
        nodes.stream().filter(each -> !each.equals(lost)).forEach(each -> schedulable(each, true));
        Eventually.within(PATIENCE, () -> serving(here, lost) == 2);
    }

    private static long serving(String namespace, String lost) {
        return pods(namespace, "app").stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> !lost.equals(pod.getSpec().getNodeName())
                        && "Running".equals(pod.getStatus().getPhase()))
                .count();
    }

    private static void schedulable(String node, boolean yes) {
        admin.nodes()
                .withName(node)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"unschedulable\": " + !yes + "}}");
    }

    private static boolean evicted(String namespace, String pod) {
        return admin.pods().inNamespace(namespace).withName(pod).evict();
    }

    @Test
    void backupsAreMadeAndPutBack() throws Exception {
        String here = namespace("backups");
        secrets(here);
        apply(resource(here, "{version: 11.0.0}"));
        await(here, runs("11.0.0"));
        backup(here, "now", "{selvedge: wandb, target: {bucket: 's3://backups'}}");
        Eventually.within(PATIENCE, () -> "Succeeded".equals(phase(here, "now")));
        await(here, condition("BackupHealthy", "True", "Recent"));

        kubelets.ends.put("11.0.0/create", new Kubelets.End(1, "The bucket is full."));
        backup(here, "bad", "{selvedge: wandb, target: {bucket: 's3://backups'}}");
        Eventually.within(Duration.ofSeconds(90), () -> "Failed".equals(phase(here, "bad")));
        assertThat(admin.resources(SelvedgeBackup.class)
                        .inNamespace(here)
                        .withName("bad")
                        .get()
                        .getStatus()
                        .conditions()
                        .getFirst()
                        .getMessage())
                .contains("The bucket is full.");

        SelvedgeRestore restore = new SelvedgeRestore();
        restore.setMetadata(
                new ObjectMetaBuilder().withName("back").withNamespace(here).build());
        restore.setSpec(
                yaml("{selvedge: wandb, source: {bucket: 's3://backups'}, backup: file}", SelvedgeRestoreSpec.class));
        admin.resource(restore).create();
        Eventually.within(PATIENCE, () -> {
            var status = admin.resources(SelvedgeRestore.class)
                    .inNamespace(here)
                    .withName("back")
                    .get()
                    .getStatus();
            if (!admin.batch()
                            .v1()
                            .jobs()
                            .inNamespace(here)
                            .withLabel("app.kubernetes.io/component", "restore")
                            .list()
                            .getItems()
                            .isEmpty()
                    && !status.over()) {
                assertThat(pods(here, "app"))
                        .as("nobody writes while it is put back")
                        .isEmpty();
            }
            return status != null && "Succeeded".equals(status.phase());
        });
        Eventually.within(PATIENCE, () -> pods(here, "app").size() == 2);
    }

    private static void backup(String namespace, String name, String spec) {
        SelvedgeBackup backup = new SelvedgeBackup();
        backup.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        backup.setSpec(yaml(spec, SelvedgeBackupSpec.class));
        admin.resource(backup).create();
    }

    private static String phase(String namespace, String backup) {
        return Optional.ofNullable(admin.resources(SelvedgeBackup.class)
                        .inNamespace(namespace)
                        .withName(backup)
                        .get()
                        .getStatus())
                .map(status -> status.phase())
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void theirResourceIsReadAndLeftAsItIs(String shape) throws Exception {
        String here = namespace("import-" + shape);
        admin.resource(theirKind()).fieldManager("test").forceConflicts().serverSideApply();
        var source = Serialization.unmarshal(
                RealClusterTest.class.getResourceAsStream("/import/" + shape + ".yaml"),
                GenericKubernetesResource.class);
        source.getMetadata().setNamespace(here);
        Eventually.within(PATIENCE, () -> {
            try {
                return admin.resource(source).create() != null;
            } catch (KubernetesClientException notYet) {
                return false;
            }
        });
        THEIRS.forEach((name, data) -> secret(here, name, data));
        var before = admin.resource(source).get();
        Imported imported = new Importer((name, key) -> Optional.ofNullable(
                                admin.secrets().inNamespace(here).withName(name).get())
                        .map(it -> it.getData().get(key))
                        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)))
                .read(before, "selvedge", "12.0.0");
        imported.secrets().forEach(it -> admin.resource(it).create());
        admin.resource(imported.resource()).create();
        Eventually.within(
                PATIENCE,
                () -> Serialization.asYaml(admin.resource(imported.resource()).get()),
                () -> Optional.ofNullable(
                                admin.resource(imported.resource()).get().getStatus())
                        .flatMap(status -> status.condition("MySQLReady"))
                        .filter(each -> each.getReason().equals("Examined")
                                || each.getReason().equals("Examining"))
                        .isPresent());
        assertThat(admin.resource(source).get().getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
    }

    /** What the two examples refer to. */
    private static final Map<String, Map<String, String>> THEIRS = Map.of(
            "database-secret",
            Map.of("PASSWORD", "m"),
            "redis-secret",
            Map.of("REDIS_PASSWORD", "r"),
            "mysql",
            Map.of("Host", "mysql", "Port", "3306", "Database", "wandb_local", "Username", "wandb", "Password", "m"),
            "redis",
            Map.of("Host", "redis", "Port", "6379", "Password", "r", "Tls", "false"),
            "store",
            Map.of(
                    "Host",
                    "minio",
                    "Port",
                    "9000",
                    "Bucket",
                    "wandb",
                    "Region",
                    "r",
                    "AccessKey",
                    "a",
                    "SecretKey",
                    "s"),
            "smtp",
            Map.of("host", "mail", "port", "587", "user", "u", "password", "p"));

    @Test
    void aRoleInItsNamespaceIsEnough() throws Exception {
        String here = namespace("limited");
        secrets(here);
        var rules = admin.rbac().clusterRoles().withName("operator").get().getRules().stream()
                .filter(rule -> !rule.getResources().contains("ingressclasses"))
                .filter(rule -> !rule.getResources().contains("storageclasses"))
                .toList();
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("operator")
                        .withNamespace(here)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("operator")
                        .withNamespace(here)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "operator")
                        .addNewSubject("rbac.authorization.k8s.io", "User", "limited", null)
                        .build())
                .create();
        apply(resource(here, "{version: 13.0.0, network: {ingress: {className: nginx}}}"));
        await(here, runs("13.0.0"));
        try (KubernetesClient limited = cluster.plane.client("limited")) {
            Facts facts = new Observer(limited, Clock.systemUTC(), names -> Map.of()).observe(get(here));
            assertThat(facts.app()).isPresent();
            assertThat(facts.entrance().classKnown())
                    .as("classes belong to the cluster")
                    .isEmpty();
            Decision decision = new Decider(() -> "x".repeat(64)).decide(get(here), facts);
            assertThat(decision.complete()).isTrue();
            new Applier(limited).carryOut(Installation.of(get(here), "13.0.0", facts.connections()), decision);
            assertThatThrownBy(() -> limited.secrets().inNamespace(here).list()).hasMessageContaining("forbidden");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.selvedge.operator.cluster.TheChart#renders")
    void rendersOfTheChartsAreTaken(String golden) throws Exception {
        assertThat(TheChart.tried(admin, golden, "default")).isGreaterThan(3);
    }

    @Test
    void rightsForSecretsInTheClusterComeAndGoWithTheStore() throws Exception {
        String here = namespace("vault");
        secrets(here);
        apply(resource(here, "{version: 14.0.0, secretStore: 'k8s-secretmanager://wandb'}"));
        await(here, condition("Progressing", "False", "OperatorFailed"));
        assertThat(message(get(here), "Progressing")).contains("secretStore=true");

        TheChart.allowSecretStores(admin);
        await(here, runs("14.0.0"));
        for (String verb : List.of("create", "get", "delete")) {
            assertThat(mayDo(here, here, verb)).as(verb).isTrue();
        }
        assertThat(mayDo(here, here, "list")).isFalse();
        assertThat(mayDo(here, "default", "get")).isFalse();

        apply(resource(here, "{version: 14.0.0}"));
        Eventually.within(PATIENCE, () -> !mayDo(here, here, "get"));
        assertThat(admin.rbac().roles().inNamespace(here).list().getItems()).isEmpty();
    }

    /** Whether the installation's pods may. */
    private static boolean mayDo(String installation, String namespace, String verb) {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + installation + ":wandb")
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withVerb(verb)
                .withResource("secrets")
                .endResourceAttributes()
                .endSpec()
                .build();
        return admin.authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }

    private static CustomResourceDefinition theirKind() {
        return yaml("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: weightsandbiases.apps.wandb.com}
                spec:
                  group: apps.wandb.com
                  names: {kind: WeightsAndBiases, plural: weightsandbiases, singular: weightsandbiases}
                  scope: Namespaced
                  versions:
                    - name: v1
                      served: true
                      storage: false
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                    - name: v2
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """, CustomResourceDefinition.class);
    }
}
