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
    void roomAndSpeedOfDisks() {
        List<Finding> findings = DiskDoctor.examine(List.of(folder.resolve("not/there/yet")));
        assertThat(findings).hasSize(2);
        assertThat(findings.get(1).weight()).isEqualTo(Weight.GOOD);
    }
}
