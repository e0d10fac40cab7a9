package dev.selvedge.storage.contract.backends;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests' own that listens on a port of 127.0.0.1, from its start to its end. */
public final class ServerProcess implements AutoCloseable {

    private static final int ATTEMPTS = 1_200;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it in {@code folder} and waits until it listens; what it prints goes to the file {@code log} there.
     *
     * @throws IOException when there is no such program
     */
    public static ServerProcess start(Path folder, int port, List<String> command) throws IOException {
        ServerProcess server = new ServerProcess(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve("log").toFile()))
                .start());
        server.awaitPort(folder, port, command);
        return server;
    }

    private void awaitPort(Path folder, int port, List<String> command) {
        for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException notYet) {
                sleep();
            }
        }
        close();
        throw new AssertionError(command.getFirst() + " does not listen on " + port + ", see " + folder);
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends {@code STOP}, {@code CONT} or another of the system's signals. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
