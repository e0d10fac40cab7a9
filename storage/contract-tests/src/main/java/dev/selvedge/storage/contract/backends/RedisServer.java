package dev.selvedge.storage.contract.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code redis-server} of a test's own, which it may stop and start. */
public final class RedisServer implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final List<String> options;
    private ServerProcess process;

    private RedisServer(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = options;
    }

    /** @param options of the command line; {@code --sentinel} after a configuration file makes it a Sentinel */
    public static RedisServer start(int port, String... options) {
        try {
            RedisServer server = new RedisServer(Files.createTempDirectory("selvedge-redis"), port, List.of(options));
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static RedisServer startAnywhere() {
        return start(Backends.freePort());
    }

    public void start() {
        List<String> command = new ArrayList<>(List.of("redis-server"));
        if (options.isEmpty() || options.getFirst().startsWith("--")) {
            command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
            command.addAll(List.of("--save", "", "--appendonly", "no"));
        }
        command.addAll(options);
        try {
            process = ServerProcess.start(folder, port, command);
        } catch (IOException e) {
            throw Backends.missing("redis", "redis-server is not installed");
        }
    }

    public int port() {
        return port;
    }

    /** It keeps its connections and answers nothing. */
    public void freeze() {
        process.signal("STOP");
    }

    public void thaw() {
        process.signal("CONT");
    }

    public void stop() {
        process.close();
    }

    @Override
    public void close() {
        stop();
        Backends.delete(folder);
    }
}
