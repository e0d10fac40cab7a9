package dev.selvedge.operator.cluster;

import dev.selvedge.operator.Golden;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A real MySQL, Redis and S3 server, as processes of a test's own. */
final class Backends implements AutoCloseable {

    static final String PASSWORD = "of-the-tests";

    final int mysql;
    final int redis;
    final int store;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    Backends(Path folder, Callable<Integer> ports) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.mysql = ports.call();
        this.redis = ports.call();
        this.store = ports.call();
    }

    private static Path tool(String path) {
        return Golden.REPOSITORY.resolve("tools").resolve(path);
    }

    /** Where the S3 server is; minutes of building are not begun here. */
    static String gateway() throws Exception {
        Process process = new ProcessBuilder(tool("versitygw/fetch.sh").toString(), "cached").start();
        String path = new String(process.getInputStream().readAllBytes()).strip();
        return process.waitFor() == 0 ? path : "";
    }

    void start() throws Exception {
        // also when the tests are cut off
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        startMySql();
        run(
                "redis",
                "redis-server",
                "--port",
                "" + redis,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--requirepass",
                PASSWORD);
        Path data = Files.createDirectories(folder.resolve("s3/objects")).getParent();
        run(
                "s3",
                "env",
                "ROOT_ACCESS_KEY=test",
                "ROOT_SECRET_KEY=" + PASSWORD,
                gateway(),
                "--port",
                "127.0.0.1:" + store,
                "posix",
                data.toString());
        for (int port : List.of(mysql, redis, store)) {
            Eventually.within(Duration.ofSeconds(30), () -> listens(port));
        }
    }

    private void startMySql() throws Exception {
        Path script = Files.writeString(
                folder.resolve("accounts.sql"),
                "create database if not exists selvedge character set utf8mb4;\n"
                        + "create user if not exists 'selvedge'@'%' identified by '" + PASSWORD + "';\n"
                        + "grant all on selvedge.* to 'selvedge'@'%';\n");
        ProcessBuilder builder = new ProcessBuilder(
                "bash", tool("mysql/server.sh").toString(), "start", "mysql", folder + "/mysql", "" + mysql);
        builder.environment().put("SELVEDGE_MYSQLD_OPTIONS", "--init-file=" + script);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("mysql-start.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("mysql-start.log")));
        }
    }

    private void run(String name, String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void stop() {
        try {
            close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (Process each : processes) {
            each.destroy();
            each.waitFor();
        }
        new ProcessBuilder("bash", tool("mysql/server.sh").toString(), "stop", folder + "/mysql")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
