package dev.selvedge.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.Golden;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A real MySQL, Redis and S3 server, as processes of a test's own. */
final class Backends implements AutoCloseable {

    static final String PASSWORD = "of-the-tests";

    private static final List<String> DATABASES = List.of("selvedge", "kept");
    private static final List<String> BUCKETS = List.of("objects", "kept", "backups", "elsewhere");

    final int mysql;
    final int redis;
    final int store;
    private final Path folder;
    private final Store objects;
    private final List<Process> processes = new ArrayList<>();

    Backends(Path folder, Store objects, Callable<Integer> ports) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.objects = objects;
        this.mysql = ports.call();
        this.redis = ports.call();
        this.store = ports.call();
    }

    private static Path tool(String path) {
        return Golden.REPOSITORY.resolve("tools").resolve(path);
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
        Path data = folder.resolve("s3");
        for (String each : BUCKETS) {
            Files.createDirectories(data.resolve(each));
        }
        run("s3", objects.command(store, data, folder.resolve("s3.settings")).toArray(String[]::new));
        for (int port : List.of(mysql, redis, store)) {
            Eventually.within(Duration.ofSeconds(30), () -> listens(port));
        }
    }

    private void startMySql() throws Exception {
        Path script = Files.writeString(
                folder.resolve("accounts.sql"),
                "create user if not exists 'selvedge'@'%' identified by '" + PASSWORD + "';\n"
                        + String.join(
                                "\n", DATABASES.stream().map(Backends::account).toList()));
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

    /** The second right is for drills: they make a database beside it. */
    private static String account(String database) {
        return """
                create database if not exists %1$s character set utf8mb4;
                grant all on %1$s.* to 'selvedge'@'%%';
                grant all on `%1$s\\_drill\\_%%`.* to 'selvedge'@'%%';
                """.formatted(database);
    }

    /** As root. */
    void sql(String statements) throws Exception {
        Process fetched = new ProcessBuilder("bash", tool("mysql/server.sh").toString(), "fetch", "mysql").start();
        Path root = Path.of(new String(fetched.getInputStream().readAllBytes()).strip(), "root");
        assertThat(fetched.waitFor()).isZero();
        Path log = folder.resolve("sql.log");
        Process process = new ProcessBuilder(
                        root.resolve("usr/lib64/ld-linux-x86-64.so.2").toString(),
                        "--library-path",
                        root.resolve("usr/lib/x86_64-linux-gnu").toString(),
                        root.resolve("usr/bin/mysql").toString(),
                        "--no-defaults",
                        "-h127.0.0.1",
                        "-P" + mysql,
                        "-uroot",
                        "-N",
                        "-B",
                        "-e",
                        statements)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    /** The bucket and everything in it. */
    void destroyBucket(String name) throws IOException {
        Path bucket = folder.resolve("s3").resolve(name);
        try (Stream<Path> all = Files.walk(bucket)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        Files.createDirectory(bucket);
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
