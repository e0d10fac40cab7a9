package dev.selvedge.storage.objects.azure;

import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.ServerProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The emulator as a process of its own, from where {@code tools/azurite/fetch.sh} keeps it. */
final class Azurite implements AutoCloseable {

    private static final String ACCOUNT = "devstoreaccount1";

    /** The emulator's own, the same everywhere. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final ServerProcess process;
    private final int port;

    private Azurite(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static Azurite start(Path data) throws IOException {
        Path program = Backends.cached(
                "azure", "azurite-3.35.0/node_modules/azurite/dist/src/azurite.js", "tools/azurite/fetch.sh");
        int port = Backends.freePort();
        List<String> command = List.of(
                "node",
                program.toString(),
                "--silent",
                "--location",
                data.toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                Integer.toString(port),
                "--queuePort",
                Integer.toString(Backends.freePort()),
                "--tablePort",
                Integer.toString(Backends.freePort()),
                "--skipApiVersionCheck",
                "--disableTelemetry");
        return new Azurite(ServerProcess.start(data, port, command), port);
    }

    AzureLocation location(String container) {
        return AzureLocation.parse(
                "az://" + ACCOUNT + ":" + URLEncoder.encode(KEY, StandardCharsets.UTF_8) + "@host/" + container
                        + "/pre/fix?endpoint=http://127.0.0.1:" + port + "/" + ACCOUNT,
                null);
    }

    @Override
    public void close() {
        process.close();
    }
}
