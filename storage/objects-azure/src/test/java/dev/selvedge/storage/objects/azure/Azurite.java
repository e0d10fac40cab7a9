package dev.selvedge.storage.objects.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The emulator as a process of its own, from where {@code tools/azurite/fetch.sh} keeps it. */
final class Azurite implements AutoCloseable {

    private static final String ACCOUNT = "devstoreaccount1";

    /** The emulator's own, the same everywhere. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final Process process;
    private final int port;

    private Azurite(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test where the emulator is not on this machine, or fails it where {@code SELVEDGE_REQUIRE} says so. */
    static Azurite start(Path data) throws Exception {
        Path program = cache().resolve("azurite-3.35.0/node_modules/azurite/dist/src/azurite.js");
        boolean required = List.of(
                        System.getenv().getOrDefault("SELVEDGE_REQUIRE", "").split(","))
                .contains("azure");
        assumeTrue(required || Files.exists(program), "Azurite is not in the cache: tools/azurite/fetch.sh");
        assertThat(program).exists();
        int port = freePort();
        Process process = new ProcessBuilder(
                        "node",
                        program.toString(),
                        "--silent",
                        "--location",
                        data.toString(),
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        "" + port,
                        "--queuePort",
                        "" + freePort(),
                        "--tablePort",
                        "" + freePort(),
                        "--skipApiVersionCheck",
                        "--disableTelemetry")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Azurite azurite = new Azurite(process, port);
        azurite.awaitStart();
        return azurite;
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
            assertThat(process.isAlive()).as("Azurite runs").isTrue();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("Azurite does not listen");
    }

    AzureLocation location(String container) {
        return AzureLocation.parse(
                "az://" + ACCOUNT + ":" + URLEncoder.encode(KEY, StandardCharsets.UTF_8) + "@host/" + container
                        + "/pre/fix?endpoint=http://127.0.0.1:" + port + "/" + ACCOUNT,
                null);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
