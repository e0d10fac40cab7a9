package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.storage.sql.MySqlAddress.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** MySQL makes certificates of its own at its first start, so that is what these are checked against. */
@DisabledIfEnvironmentVariable(
        named = "SELVEDGE_TEST_MYSQL",
        matches = "..*",
        disabledReason = "the certificates of a server elsewhere are not at hand")
class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    Path temporary;

    private final MySqlAddress plain = TestBackend.MYSQL.newAddress();
    private final Path ca = TestBackend.MYSQL.server().dataFolder().resolve("ca.pem");

    @Test
    void theDefaultAuthenticationWorksWithAndWithoutTls() {
        TestBackend.MYSQL
                .server()
                .execute(
                        "drop user if exists sha",
                        "create user sha identified with caching_sha2_password by 'secret'",
                        "grant all on " + plain.database() + ".* to sha");
        for (Tls tls : new Tls[] {Tls.OFF, Tls.PREFERRED, Tls.UNVERIFIED}) {
            TestBackend.MYSQL.server().execute("flush privileges");
            assertThat(cipher(new MySqlAddress(
                            plain.host(), plain.port(), plain.database(), "sha", "secret", tls, null, 2, PATIENCE)))
                    .as("%s", tls)
                    .matches(cipher -> cipher.isEmpty() == (tls == Tls.OFF));
        }
    }

    @Test
    void aServerOfAnotherCertificateAuthorityIsRefused() throws Exception {
        assertThat(cipher(with(Tls.TRUSTED, ca))).isNotEmpty();
        Path other = temporary.resolve("other.pem");
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=other",
                        "-days",
                        "2",
                        "-keyout",
                        temporary.resolve("key.pem").toString(),
                        "-out",
                        other.toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        assertThatThrownBy(() -> cipher(with(Tls.TRUSTED, other))).isInstanceOf(DatabaseRefused.class);
        assertThatThrownBy(() -> cipher(with(Tls.VERIFIED, ca)))
                .as("the certificate names another host")
                .isInstanceOf(DatabaseRefused.class);
    }

    @Test
    void aFileWithoutCertificatesIsRefusedByName() throws Exception {
        Path empty = Files.createFile(temporary.resolve("empty.pem"));
        assertThatThrownBy(() -> cipher(with(Tls.TRUSTED, empty))).hasMessageContaining("empty.pem");
    }

    private MySqlAddress with(Tls tls, Path caCert) {
        return new MySqlAddress(
                plain.host(), plain.port(), plain.database(), plain.user(), plain.password(), tls, caCert, 2, PATIENCE);
    }

    private static String cipher(MySqlAddress address) {
        try (Database database = Database.mysql(address, Duration.ofSeconds(1))) {
            return database.sql()
                    .fetchOne("show session status like 'Ssl_cipher'")
                    .get(1, String.class);
        }
    }
}
