package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void aNamedProxyIsBelieved() throws Exception {
        try (TestServer server = server("127.0.0.0/8,10.1.2.3")) {
            assertThat(server.written("/ready", FORWARDED)).contains("200", "Strict-Transport-Security");
        }
    }

    @Test
    void anybodyElseIsNot() throws Exception {
        try (TestServer server = server("10.0.0.0/8")) {
            assertThat(server.written("/ready", FORWARDED)).contains("200").doesNotContain("Strict-Transport-Security");
        }
        try (TestServer server = server(null)) {
            assertThat(server.written("/ready", FORWARDED)).contains("200").doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void whatIsNoNetworkIsRefused() {
        assertThatThrownBy(() -> server("everything").close())
                .hasStackTraceContaining("selvedge.trusted-proxies holds everything");
    }
}
