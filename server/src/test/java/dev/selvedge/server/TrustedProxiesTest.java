package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may say what a request was before it was forwarded. */
class TrustedProxiesTest {

    private static final String FORWARDED =
            "X-Forwarded-Proto: https\r\nX-Forwarded-Host: wandb.example.org\r\nX-Forwarded-For: 203.0.113.9\r\n";

    @TempDir
    private Path folder;

    private TestServer server(String proxies) {
        Map<String, Object> settings = new HashMap<>(Map.of("logging.level.root", "off"));
        // in a cluster the framework would believe every private address unasked
        settings.put("spring.main.cloud-platform", "kubernetes");
        if (proxies != null) {
            settings.put("selvedge.trusted-proxies", proxies);
        }
        return new TestServer(folder, settings);
    }

    private static String ask(TestServer server, String path, String headers) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.uri("").getPort());
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(20_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: inner:8080\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aNamedProxyIsBelieved() throws Exception {
        try (TestServer server = server("127.0.0.0/8,10.1.2.3")) {
            assertThat(ask(server, "/ready", FORWARDED)).contains("200", "Strict-Transport-Security");
        }
    }

    @Test
    void anybodyElseIsNot() throws Exception {
        try (TestServer server = server("10.0.0.0/8")) {
            assertThat(ask(server, "/ready", FORWARDED)).contains("200").doesNotContain("Strict-Transport-Security");
        }
        try (TestServer server = server(null)) {
            assertThat(ask(server, "/ready", FORWARDED)).contains("200").doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void whatIsNoNetworkIsRefused() {
        assertThatThrownBy(() -> server("everything").close())
                .hasStackTraceContaining("selvedge.trusted-proxies holds everything");
    }
}
