package dev.selvedge.server.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
}
