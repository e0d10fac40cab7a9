package dev.selvedge.storage.objects.gcs;

import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The emulator as a process of its own, from where {@code tools/fake-gcs/fetch.sh} keeps it. It checks no signatures. */
final class FakeGcs implements AutoCloseable {

    private final ServerProcess process;
    private final int port;

    private FakeGcs(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static FakeGcs start(Path folder) throws IOException {
        Path program = Backends.cached("gcs", "fake-gcs-server-1.56.1/fake-gcs-server", "tools/fake-gcs/fetch.sh");
        int port = Backends.freePort();
        List<String> command = List.of(
                program.toString(),
                "-scheme",
                "http",
                "-host",
                "127.0.0.1",
                "-port",
                Integer.toString(port),
                "-backend",
                "memory",
                "-external-url",
                "http://127.0.0.1:" + port,
                "-public-host",
                "127.0.0.1:" + port);
        return new FakeGcs(ServerProcess.start(folder, port, command), port);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
