package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.server.doctor.ClockDoctor;
import dev.selvedge.server.doctor.DiskDoctor;
import dev.selvedge.server.doctor.IngressDoctor;
import dev.selvedge.server.doctor.RedisFindings;
import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.MySqlServer;
import dev.selvedge.storage.contract.backends.RedisServer;
import dev.selvedge.storage.coordination.redis.RedisAddress;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlDoctor;
import dev.selvedge.storage.sql.MySqlDoctor.Finding;
import dev.selvedge.storage.sql.MySqlDoctor.Weight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installation stands on, examined as it is and as it should not be. */
class DoctorTest {

    @TempDir
    private Path folder;

    private static List<String> of(Weight weight, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.weight() == weight)
                .map(Finding::what)
                .toList();
    }

    @Test
    void theWayOfClientsIsTriedWithALargeBody() throws Exception {
        try (TestServer server = new TestServer(folder.resolve("data"), Map.of("logging.level.root", "off"))) {
            String host = server.uri("").toString();
            List<Finding> findings = IngressDoctor.examine(host);
            assertThat(of(Weight.BAD, findings)).isEmpty();
            assertThat(of(Weight.ADVICE, findings)).containsExactly("certificate");
            assertThat(of(Weight.GOOD, findings)).contains("name", "server behind it", "large bodies");
        }
        assertThat(of(Weight.BAD, IngressDoctor.examine("http://127.0.0.1:" + Backends.freePort())))
                .containsExactly("server behind it");
    }

    @Test
    void aRedisThatIsNotThereIsSaidWithItsAddressAndWithoutItsPassword() {
        RedisAddress address = RedisAddress.parse("redis://:hidden@127.0.0.1:" + Backends.freePort());
        List<Finding> findings = RedisFindings.examine(address);
        assertThat(of(Weight.BAD, findings)).containsExactly("connection");
        assertThat(findings.toString()).contains("127.0.0.1").doesNotContain("hidden");
    }

    @Test
    void aRedisSaysItsVersionAndRole() {
        try (RedisServer redis = RedisServer.startAnywhere()) {
            List<Finding> findings = RedisFindings.examine(RedisAddress.parse("redis://127.0.0.1:" + redis.port()));
            assertThat(of(Weight.BAD, findings)).isEmpty();
            assertThat(of(Weight.GOOD, findings)).contains("connection", "role");
        }
    }

    @Test
    void clocksOfDatabaseAndServerAgree() {
        MySqlServer mysql = MySqlServer.get("mysql");
        MySqlAddress address =
                new MySqlAddress(mysql.host(), mysql.port(), mysql.createDatabase(), mysql.user(), mysql.password());
        assertThat(of(Weight.GOOD, ClockDoctor.examine(address))).containsExactly("clock against the database");
    }

    @Test
    void aDatabaseSaysHowItIsSetAndWhatACommitTakes() throws Exception {
        MySqlServer mysql = MySqlServer.get("mysql");
        MySqlAddress address =
                new MySqlAddress(mysql.host(), mysql.port(), mysql.createDatabase(), mysql.user(), mysql.password());
        String setting = "innodb_flush_log_at_trx_commit";
        String before;
        try (var connection = mysql.connect();
                var row = connection.createStatement().executeQuery("select @@global." + setting)) {
            assertThat(row.next()).isTrue();
            before = row.getString(1);
        }
        try {
            mysql.execute("set global " + setting + " = 2");
            assertThat(of(Weight.BAD, MySqlDoctor.examine(address))).contains(setting);
            mysql.execute("set global " + setting + " = 1");
            List<Finding> findings = MySqlDoctor.examine(address);
            assertThat(of(Weight.GOOD, findings)).contains("server", setting);
            assertThat(findings)
                    .filteredOn(finding -> finding.what().equals("commit"))
                    .singleElement()
                    .satisfies(commit -> {
                        assertThat(commit.found()).matches("median \\d+\\.\\d ms, 95 % below \\d+\\.\\d ms");
                        // what a disk is, only the machine knows; the sentence goes with the weight
                        assertThat(commit.sentence().isEmpty()).isEqualTo(commit.weight() == Weight.GOOD);
                    });
        } finally {
            mysql.execute("set global " + setting + " = " + before);
        }
        try (var connection = mysql.connect();
                var row = connection
                        .createStatement()
                        .executeQuery("select count(*) from information_schema.tables where table_schema = '"
                                + address.database() + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1))
                    .as("the table that was written to is gone")
                    .isZero();
        }
    }

    @Test
    void roomAndSpeedOfDisks() {
        List<Finding> findings = DiskDoctor.examine(List.of(folder.resolve("not/there/yet")));
        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).weight()).isEqualTo(Weight.GOOD);
    }
}
