package dev.selvedge.operator.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.Golden;
import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.Provider;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImporterTest {

    private static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("mysql/Host", "mysql.example.org"),
            Map.entry("mysql/Port", "3306"),
            Map.entry("mysql/Database", "wandb_local"),
            Map.entry("mysql/Username", "wandb"),
            Map.entry("mysql/Password", "geheim"),
            Map.entry("redis/Host", "redis.example.org"),
            Map.entry("redis/Port", "6380"),
            Map.entry("redis/Password", "geheim"),
            Map.entry("redis/Tls", "true"),
            Map.entry("store/Host", "http://minio.example.org"),
            Map.entry("store/Port", "9000"),
            Map.entry("store/Bucket", "wandb-bucket"),
            Map.entry("store/Region", "us-east-1"),
            Map.entry("store/AccessKey", "AK"),
            Map.entry("store/SecretKey", "geheim"),
            Map.entry("smtp/host", "smtp.example.org"),
            Map.entry("smtp/port", "465"),
            Map.entry("smtp/user", "mailer"),
            Map.entry("smtp/password", "geheim"));

    private static GenericKubernetesResource source(String name) {
        return Serialization.unmarshal(
                ImporterTest.class.getResourceAsStream("/import/" + name + ".yaml"), GenericKubernetesResource.class);
    }

    private static Imported read(String name, Map<String, String> secrets) {
        return new Importer((secret, key) -> Optional.ofNullable(secrets.get(secret + "/" + key)))
                .read(source(name), "selvedge", "0.1.0");
    }

    private static void compare(String name, Imported imported) throws IOException {
        StringBuilder text = new StringBuilder();
        for (HasMetadata each : imported.secrets()) {
            text.append(Golden.yaml(each));
        }
        text.append(Golden.yaml(imported.resource()));
        imported.report().forEach(line -> text.append("# ").append(line).append('\n'));
        Golden.compare(Golden.FILES.resolve("import-" + name + ".yaml"), text.toString());
    }

    @Test
    void valuesOfTheirChartBecomeFields() throws IOException {
        compare("v1", read("v1", Map.of()));
    }

    @Test
    void connectionsInSecretsAreReadAndPasswordsStayReferences() throws IOException {
        Imported imported = read("v2", SECRETS);
        compare("v2", imported);
        assertThat(imported.secrets()).isEmpty();
        assertThat(Serialization.asYaml(imported.resource())).doesNotContain("geheim");
    }

    @Test
    void whatWasAppliedLastWinsOverWhatTheResourceSays() {
        String active = "{\"global\": {\"host\": \"https://active.example.org\"}}";
        Imported imported = read("v1", Map.of("wandb-spec-active/values", active));
        assertThat(imported.resource().getSpec().host()).contains("https://active.example.org");
        assertThat(imported.report()).anyMatch(line -> line.startsWith("No global.mysql.host"));
    }

    @Test
    void theDatabaseIsNeverTheirs() {
        assertThat(read("v1", Map.of())
                        .resource()
                        .getSpec()
                        .database()
                        .orElseThrow()
                        .database())
                .isEqualTo("selvedge");
        assertThat(read("v1", Map.of()).report())
                .anyMatch(line -> line.contains("not wandb_local") && line.contains("create database selvedge"));
    }

    @Test
    void aMissingSecretIsNamed() {
        Imported imported = read("v2", Map.of());
        assertThat(imported.resource().getSpec().mysql()).isNull();
        assertThat(imported.report()).contains("Secret mysql has no key Host; fill in what it was to say.");
    }

    @Test
    void theSourceIsLeftAsItWas() {
        GenericKubernetesResource source = source("v1");
        new Importer((secret, key) -> Optional.empty()).read(source, "selvedge", "0.1.0");
        assertThat(Serialization.asYaml(source)).isEqualTo(Serialization.asYaml(source("v1")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "s3, my.bucket, -, -, my.bucket, selvedge",
                "s3, my-bucket, runs/, -, my-bucket, runs/selvedge",
                "s3, minio:9000, wandb/runs, minio:9000, wandb, runs/selvedge",
                "s3, s3.example.org/wandb, -, s3.example.org, wandb, selvedge",
                "s3, s3.example.org:9000/wandb, deep/er, s3.example.org:9000, wandb, deep/er/selvedge",
                "gcs, wandb, -, -, wandb, selvedge",
                "az, account, container/runs, -, account/container, runs/selvedge",
                "cw, cwobject.com/wandb, -, -, wandb, selvedge",
            })
    void everyShapeOfABucketIsUnderstood(
            String provider, String name, String path, String endpoint, String bucket, String prefix) {
        Bucket read = Addresses.bucket(
                new Tree(Map.of("provider", provider, "name", name, "path", path == null ? "" : path)),
                Optional.empty(),
                Optional.empty());
        assertThat(read.providerOrDefault()).isEqualTo(Provider.valueOf(provider.toUpperCase(java.util.Locale.ROOT)));
        assertThat(read.endpoint()).isEqualTo(endpoint);
        assertThat(read.name()).isEqualTo(bucket);
        assertThat(read.prefix()).isEqualTo(prefix);
    }
}
