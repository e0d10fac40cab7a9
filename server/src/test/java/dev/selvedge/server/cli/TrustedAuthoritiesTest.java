package dev.selvedge.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.server.StartFailure;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTest {

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        List.of("", "Password", "Type").forEach(end -> System.clearProperty("javax.net.ssl.trustStore" + end));
    }

    /** A certificate of our own, made by the JDK's own tool. */
    private void authority(String file) throws Exception {
        Path store = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "a",
                "-dname",
                "CN=Private CA",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret");
        run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "a",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                "-file",
                folder.resolve(file).toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aPrivateAuthorityIsTrustedBesideThePublicOnes() throws Exception {
        authority("own.crt");
        TrustedAuthorities.add(folder);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("javax.net.ssl.trustStore")))) {
            store.load(
                    in, System.getProperty("javax.net.ssl.trustStorePassword").toCharArray());
        }
        List<String> names = new ArrayList<>(Collections.list(store.aliases()));
        assertThat(names).anyMatch(name -> name.startsWith("own-"));
        assertThat(names).filteredOn(name -> name.startsWith("default-")).hasSizeGreaterThan(10);
    }

    @Test
    void aFileThatIsNoCertificateIsNamed() throws Exception {
        Files.writeString(
                folder.resolve("wrong.crt"), "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> TrustedAuthorities.add(folder))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("wrong.crt");
    }
}
