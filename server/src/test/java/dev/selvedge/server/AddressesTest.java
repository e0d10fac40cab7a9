package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses as they are sent: clients leave characters alone that the standard wants encoded. */
class AddressesTest {

    @TempDir
    private Path folder;

    @Test
    void whatClientsLeaveAloneReachesItsEndpoint() throws Exception {
        try (TestServer server = new TestServer(folder, Map.of("logging.level.root", "off"))) {
            assertThat(server.written("/files/team/lr[0.1]|x/run/weights.bin?file=[a]|{b}^`\\", ""))
                    .startsWith("HTTP/1.1 401");
            assertThat(server.written("/healthz?like=[a]|{b}^`\\", "")).startsWith("HTTP/1.1 200");
        }
    }
}
