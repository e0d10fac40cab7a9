package dev.selvedge.storage.coordination.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RedisSecurityTest {

    @TempDir
    Path folder;

    @Test
    void aPasswordIsAskedForAndUsersHaveTheirOwn() throws Exception {
        Path users = Files.writeString(
                folder.resolve("users.acl"),
                "user default on >all ~* &* +@all\nuser app on >hush ~selvedge:* &* +@all\n");
        try (RedisServer redis = RedisServer.start(Backends.freePort(), "--aclfile", users.toString())) {
            assertThat(isUp("redis://127.0.0.1:" + redis.port())).isFalse();
            assertThat(isUp("redis://app:wrong@127.0.0.1:" + redis.port())).isFalse();
            assertThat(comesUp("redis://:all@127.0.0.1:" + redis.port())).isTrue();
            assertThat(comesUp("redis://app:hush@127.0.0.1:" + redis.port())).isTrue();
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWhenNamedAndAnotherIsNot() throws Exception {
        serverCertificate();
        certificate("other");
        int port = Backends.freePort();
        try (RedisServer redis = encrypted(port)) {
            String address = "redis://127.0.0.1:" + redis.port();
            assertThat(comesUp(address + "?tls=true&caCertPath=" + file("ca.pem")))
                    .isTrue();
            assertThat(isUp(address + "?tls=true&caCertPath=" + file("other.pem")))
                    .isFalse();
            assertThat(isUp(address + "?tls=true")).isFalse();
            assertThat(comesUp(address + "?tls=skip-verify")).isTrue();
            assertThat(isUp(address)).isFalse();
        }
    }

    @Test
    void sentinelsNameThePrimary() throws Exception {
        try (RedisServer redis = RedisServer.startAnywhere()) {
            int port = Backends.freePort();
            Path file = Files.writeString(
                    folder.resolve("sentinel.conf"),
                    "port " + port + "\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 " + redis.port() + " 1\n");
            try (RedisServer sentinel = RedisServer.start(port, file.toString(), "--sentinel")) {
                assertThat(comesUp("redis://127.0.0.1:" + sentinel.port() + "?master=main"))
                        .isTrue();
            }
        }
    }

    private RedisServer encrypted(int port, String... more) {
        List<String> options = new ArrayList<>(List.of("--port", "0", "--tls-port", Integer.toString(port)));
        options.addAll(List.of("--tls-auth-clients", "no"));
        options.addAll(List.of("--tls-cert-file", file("cert.pem")));
        options.addAll(List.of("--tls-key-file", file("key.pem")));
        options.addAll(List.of("--tls-ca-cert-file", file("ca.pem")));
        options.addAll(List.of(more));
        return RedisServer.start(port, options.toArray(String[]::new));
    }

    /** As clouds and operators set them up: one password and one authority for all of them. */
    @Test
    void sentinelsAreSpokenToAsThePrimaryIs() throws Exception {
        serverCertificate();
        try (RedisServer redis = encrypted(Backends.freePort(), "--requirepass", "hush")) {
            for (String ofSentinels : List.of("", "requirepass hush\n")) {
                int port = Backends.freePort();
                Path file = Files.writeString(
                        folder.resolve("sentinel-" + port + ".conf"),
                        "port 0\ntls-port " + port + "\nbind 127.0.0.1\ntls-auth-clients no\ntls-replication yes\n"
                                + "tls-cert-file " + file("cert.pem") + "\ntls-key-file " + file("key.pem")
                                + "\ntls-ca-cert-file " + file("ca.pem") + "\n" + ofSentinels
                                + "sentinel monitor main 127.0.0.1 " + redis.port() + " 1\n"
                                + "sentinel auth-pass main hush\n");
                try (RedisServer sentinel = RedisServer.start(port, file.toString(), "--sentinel")) {
                    String address = "redis://:hush@127.0.0.1:" + sentinel.port() + "?master=main&tls=true&caCertPath=";
                    assertThat(comesUp(address + file("ca.pem")))
                            .as("sentinels with [%s]", ofSentinels)
                            .isTrue();
                }
            }
        }
    }

    private static boolean isUp(String address) {
        try (RedisCoordination server = new RedisCoordination(RedisAddress.parse(address))) {
            return server.isUp();
        }
    }

    /** On a busy machine the first handshake may take longer than the first attempt waits. */
    private static boolean comesUp(String address) throws InterruptedException {
        try (RedisCoordination server = new RedisCoordination(RedisAddress.parse(address))) {
            for (int i = 0; i < 200 && !server.isUp(); i++) {
                Thread.sleep(100);
            }
            return server.isUp();
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /** For this machine, of the authority in {@code ca.pem}. */
    private void serverCertificate() throws Exception {
        certificate("ca");
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=localhost",
                "-keyout",
                "key.pem",
                "-out",
                "csr.pem");
        Files.writeString(folder.resolve("ext"), "subjectAltName=IP:127.0.0.1");
        openssl(
                "x509",
                "-req",
                "-in",
                "csr.pem",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca-key.pem",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                "ext",
                "-out",
                "cert.pem");
    }

    private void certificate(String name) throws Exception {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-days",
                "2",
                "-keyout",
                name + "-key.pem",
                "-out",
                name + ".pem");
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(java.util.List.of("openssl"));
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
