package dev.selvedge.server.backends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.storage.objects.s3.S3Location;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReferenceNamesTest {

    @Test
    void connectionStringsBecomeSettings() {
        assertThat(ReferenceNames.settings(Map.of(
                        "MYSQL", "mysql://u:p@h:3306/d?tls=preferred",
                        "REDIS", "redis://:p@h:6379?tls=true",
                        "BUCKET", "s3://k:s@h:9000/b",
                        "HOST", "https://selvedge.example.org",
                        "SESSION_LENGTH", "720",
                        "MYSQL_CA_CERT", "-----BEGIN CERTIFICATE-----",
                        "GORILLA_MYSQL_MAX_OPEN_CONNS", "100",
                        "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_COUNT", "500")))
                .containsOnly(
                        Map.entry("selvedge.database.url", "mysql://u:p@h:3306/d?tls=preferred"),
                        Map.entry("selvedge.redis.url", "redis://:p@h:6379?tls=true"),
                        Map.entry("selvedge.objects.bucket", "s3://k:s@h:9000/b"),
                        Map.entry("selvedge.host", "https://selvedge.example.org"),
                        Map.entry("selvedge.people.session-length", "720h"),
                        Map.entry("selvedge.database.ca-cert", "-----BEGIN CERTIFICATE-----"),
                        Map.entry("selvedge.database.pool-size", "100"),
                        Map.entry("selvedge.limits.filestream-count", "500"));
    }

    @Test
    void theStoreOfSecretsIsNamedWithWhatItNeeds() {
        String prefix = "GORILLA_CUSTOMER_SECRET_STORE_";
        assertThat(ReferenceNames.settings(Map.of(
                        prefix + "SOURCE", "k8s-secretmanager://wandb-secret", prefix + "K8S_CONFIG_NAMESPACE", "lab")))
                .containsOnly(Map.entry("selvedge.secrets.store", "k8s-secretmanager://wandb-secret?namespace=lab"));
        assertThat(ReferenceNames.settings(Map.of(
                        prefix + "SOURCE", "az-secretmanager://wandb",
                        prefix + "AZ_CONFIG_VAULT_URI", "https://v.vault.azure.net/")))
                .containsOnly(Map.entry(
                        "selvedge.secrets.store", "az-secretmanager://wandb?vault=https://v.vault.azure.net/"));
        assertThat(ReferenceNames.settings(Map.of(prefix + "SOURCE", "aws-secretmanager")))
                .containsOnly(Map.entry("selvedge.secrets.store", "aws-secretmanager"));
    }

    @Test
    void partsBecomeSettingsToo() {
        assertThat(ReferenceNames.settings(Map.of(
                        "MYSQL_HOST",
                        "db",
                        "MYSQL_PORT",
                        "3307",
                        "MYSQL_DATABASE",
                        "d",
                        "MYSQL_USER",
                        "u",
                        "MYSQL_PASSWORD",
                        "p${x}",
                        "REDIS_HOST",
                        "cache",
                        "REDIS_PORT",
                        "6380?tls=true&master=m")))
                .containsEntry("selvedge.database.host", "db")
                .containsEntry("selvedge.database.port", "3307")
                .containsEntry("selvedge.database.name", "d")
                .as("no placeholder of ours")
                .containsEntry("selvedge.database.password", "p\\${x}")
                .containsEntry("selvedge.redis.port", "6380")
                .containsEntry("selvedge.redis.options", "tls=true&master=m");
    }

    @Test
    void namesThatOthersUseInAnotherWayChangeNothing() {
        assertThat(ReferenceNames.settings(Map.of(
                        "HOST",
                        "my-laptop",
                        "BUCKET",
                        "a bucket",
                        "MYSQL",
                        "yes",
                        "MYSQL_HOST",
                        "db",
                        "REDIS",
                        "1",
                        "SESSION_LENGTH",
                        "long",
                        "GORILLA_UNHEARD_OF",
                        "x",
                        "GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_COUNT",
                        "many")))
                .isEmpty();
    }

    @Test
    void mailAndRecoveryAreNamedAsInTheReference() {
        assertThat(ReferenceNames.settings(Map.of(
                        "GORILLA_EMAIL_SINK", "smtp://u:p@mail:587",
                        "GORILLA_EMAIL_FROM_ADDRESS", "selvedge@example.org",
                        "SMTP_HOST", "mail",
                        "SMTP_PORT", "2525",
                        "SMTP_USER", "u",
                        "SMTP_PASSWORD", "p${x}",
                        "LOCAL_RESTORE", "True")))
                .as("the reference's chart puts the sink together of the parts, and does not encode them")
                .containsOnly(
                        Map.entry("selvedge.mail.from", "selvedge@example.org"),
                        Map.entry("selvedge.mail.host", "mail"),
                        Map.entry("selvedge.mail.port", "2525"),
                        Map.entry("selvedge.mail.user", "u"),
                        Map.entry("selvedge.mail.password", "p\\${x}"),
                        Map.entry("selvedge.local-restore", "true"));
        assertThat(ReferenceNames.settings(Map.of("GORILLA_EMAIL_SINK", "smtp://u:p@mail:587")))
                .containsOnly(Map.entry("selvedge.mail.sink", "smtp://u:p@mail:587"));
    }

    /** In the pods of a namespace with services of these names. */
    @Test
    void theVariablesThatKubernetesMakesForServicesAreNoPorts() {
        Map<String, Object> settings = ReferenceNames.settings(Map.of(
                "MYSQL_HOST", "mysql",
                "MYSQL_DATABASE", "d",
                "MYSQL_PORT", "tcp://10.96.0.7:3306",
                "REDIS_HOST", "redis",
                "REDIS_PORT", "tcp://10.96.0.8:6379",
                "SMTP_PORT", "tcp://10.96.0.9:25"));
        assertThat(settings.keySet())
                .containsExactlyInAnyOrder("selvedge.database.host", "selvedge.database.name", "selvedge.redis.host");
        assertThat(ReferenceNames.settings(Map.of("REDIS_HOST", "redis", "REDIS_PORT", "66000")))
                .containsOnlyKeys("selvedge.redis.host");
    }

    @Test
    void bucketsAreNamedWholeOrInPartsWithRegionAndKey() {
        assertThat(bucket(Map.of("GORILLA_FILE_STORE", "gs://b/p"))).isEqualTo("gs://b/p");
        assertThat(bucket(Map.of("BUCKET", "s3://b", "AWS_REGION", "eu-west-1", "AWS_S3_KMS_ID", "arn:aws:kms:1/k")))
                .isEqualTo("s3://b?region=eu-west-1&kms=arn%3Aaws%3Akms%3A1%2Fk");
        assertThat(bucket(Map.of("BUCKET", "s3://b?region=us-east-2", "AWS_REGION", "eu-west-1")))
                .isEqualTo("s3://b?region=us-east-2");
        assertThat(bucket(Map.of("BUCKET_NAME", "b", "BUCKET_PATH", "/p/"))).isEqualTo("s3://b/p");
        assertThat(bucket(Map.of("BUCKET_NAME", "h:9000/b", "BUCKET_ACCESS_KEY", "k", "BUCKET_SECRET_KEY", "s/+")))
                .isEqualTo("s3://k:s%2F%2B@h:9000/b");
        String amazons = bucket(Map.of(
                "BUCKET_NAME", "b", "BUCKET_ACCESS_KEY", "k", "BUCKET_SECRET_KEY", "s", "AWS_REGION", "eu-west-1"));
        assertThat(amazons).isEqualTo("s3://k:s@s3.amazonaws.com/b?tls=true&region=eu-west-1");
        assertThat(S3Location.parse(amazons).bucket()).isEqualTo("b");
        String coreWeaves = bucket(Map.of(
                "BUCKET_PROVIDER", "cw", "BUCKET_NAME", "b", "BUCKET_ACCESS_KEY", "k", "BUCKET_SECRET_KEY", "s"));
        assertThat(coreWeaves).isEqualTo("cw://k:s@cwobject.com/b");
        assertThat(S3Location.parse(coreWeaves).accessKey()).isEqualTo("k");
        assertThat(bucket(Map.of("BUCKET_PROVIDER", "az", "BUCKET_NAME", "account/container")))
                .isEqualTo("az://account/container");
    }

    private static String bucket(Map<String, String> environment) {
        return (String) ReferenceNames.settings(environment).get("selvedge.objects.bucket");
    }

    @Test
    void otherNamesOfTheSameThingsAreUnderstood() {
        assertThat(ReferenceNames.settings(Map.of(
                        "GORILLA_RUN_STORE", "mysql://u:p@h/d",
                        "GORILLA_TASK_QUEUE", "redis://h:6379",
                        "GORILLA_SESSION_LENGTH", "24h",
                        "GORILLA_DISABLE_PERSONAL_ENTITY", "true",
                        "GORILLA_DATA_RETENTION_PERIOD", "24h")))
                .containsOnly(
                        Map.entry("selvedge.database.url", "mysql://u:p@h/d"),
                        Map.entry("selvedge.redis.url", "redis://h:6379"),
                        Map.entry("selvedge.people.session-length", "24h"),
                        Map.entry("selvedge.people.personal-projects", "false"),
                        Map.entry("selvedge.files.kept-after-deletion", "24h"));
    }

    /** Every name that the reference's documents and charts use, and what its own server would make of it or not. */
    @Test
    void nonsenseInAnyOfTheirNamesNeitherCrashesNorSetsAnything() {
        List<String> names = List.of(
                ("HOST LICENSE GORILLA_LICENSE SESSION_LENGTH GORILLA_SESSION_LENGTH GORILLA_FRONTEND_HOST GORILLA_FILE_HOST"
                                + " GORILLA_CORS_ORIGINS GORILLA_PORT GORILLA_ONPREM GORILLA_TSHIRT_SIZE LOGGING_ENABLED MYSQL"
                                + " MYSQL_PORT MYSQL_CA_CERT MYSQL_CA_CERT_PATH GORILLA_METADATA_STORE GORILLA_RUN_STORE"
                                + " GORILLA_USAGE_STORE GORILLA_MYSQL_MAX_OPEN_CONNS BUCKET GORILLA_FILE_STORE BUCKET_NAME"
                                + " BUCKET_PATH BUCKET_PROVIDER BUCKET_ACCESS_KEY BUCKET_SECRET_KEY BUCKET_ACCESS_IDENTITY"
                                + " AWS_REGION AWS_S3_KMS_ID BUCKET_QUEUE NOTIFICATIONS_QUEUE GORILLA_STORAGE_BUCKET REDIS"
                                + " REDIS_PORT REDIS_PARAMS REDIS_CA_CERT GORILLA_CACHE GORILLA_METADATA_CACHE"
                                + " GORILLA_SETTINGS_CACHE GORILLA_LOCKER GORILLA_LIMITER GORILLA_TASK_QUEUE"
                                + " GORILLA_AUDITOR_CACHE GORILLA_ACTIVITY_STORE_CACHE_ADDRESS GORILLA_DATA_RETENTION_PERIOD"
                                + " GORILLA_ARTIFACT_GC_ENABLED GORILLA_HISTORY_STORE GORILLA_PARQUET_ARROW_BUFFER_SIZE"
                                + " GORILLA_DEFAULT_RATE_LIMITS_FILESTREAM_COUNT GORILLA_DEFAULT_RATE_LIMITS_RUN_UPDATE_COUNT"
                                + " SMTP_PORT GORILLA_STATSD_HOST GORILLA_TRACER KAFKA_BROKER_HOST WF_CLICKHOUSE_HOST WEAVE_ENABLED")
                        .split(" "));
        for (String nonsense : List.of("\u0000", "://", "%", "%zz", "?", "-1", "true", "\n", "a b", "${x}", "🙂")) {
            Map<String, String> environment = names.stream().collect(Collectors.toMap(name -> name, name -> nonsense));
            Map<String, Object> settings = ReferenceNames.settings(environment);
            // a bucket may be called "true"; nothing else is set by any of these
            assertThat(settings.keySet()).as(nonsense).isSubsetOf("selvedge.objects.bucket");
        }
    }
}
