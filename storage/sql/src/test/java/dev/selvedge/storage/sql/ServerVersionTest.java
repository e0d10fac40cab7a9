package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

    @ParameterizedTest
    @CsvSource({
        "MYSQL, 8.0.11",
        "MYSQL, 8.0.36-28.1",
        "MYSQL, 8.4.3",
        "MYSQL, 9.7.4-1",
        "MARIADB, 10.6.0-MariaDB",
        "MARIADB, 10.11.14-MariaDB-0+deb12u2",
        "MARIADB, 5.5.5-11.4.2-MariaDB"
    })
    void supportedServersAreTaken(Engine engine, String version) {
        ServerVersion.check(version, engine);
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, 5.7.44", "MYSQL, 8.0.4-rc", "MARIADB, 10.5.29-MariaDB"})
    void olderOnesAreRefused(Engine engine, String version) {
        assertThatThrownBy(() -> ServerVersion.check(version, engine)).hasMessageContaining(version);
    }
}
