package dev.selvedge.storage.objects.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The emulator as a process of its own, from where {@code tools/fake-gcs/fetch.sh} keeps it. It checks no signatures. */
final class FakeGcs implements AutoCloseable {

    private final Process process;
    private final int port;

    private FakeGcs(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where the emulator is not on this machine, or fails it where {@code SELVEDGE_REQUIRE} says so. */
    static FakeGcs start() throws Exception {
        Path program = cache().resolve("fake-gcs-server-1.56.1/fake-gcs-server");
        boolean required = List.of(
                        System.getenv().getOrDefault("SELVEDGE_REQUIRE", "").split(","))
                .contains("gcs");
        assumeTrue(required || Files.exists(program), "fake-gcs-server is not in the cache: tools/fake-gcs/fetch.sh");
        assertThat(program).exists();
        int port = freePort();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-scheme",
                        "http",
                        "-host",
                        "127.0.0.1",
                        "-port",
                        "" + port,
                        "-backend",
                        "memory",
                        "-external-url",
                        "http://127.0.0.1:" + port,
                        "-public-host",
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        FakeGcs gcs = new FakeGcs(process, port);
        gcs.awaitStart();
        return gcs;
    }

    private static Path cache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path caches = named == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return caches.resolve("selvedge");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() throws Exception {
        for (int i = 0; i < 600; i++) {
            assertThat(process.isAlive()).as("fake-gcs-server runs").isTrue();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("fake-gcs-server does not listen");
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
