package dev.selvedge.storage.contract.backends;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A MySQL or MariaDB that lives as long as the JVM of the tests, or the one that {@code SELVEDGE_TEST_MYSQL} or
 * {@code SELVEDGE_TEST_MARIADB} names ({@code jdbc:mysql://host:port/?user=…&password=…}).
 */
public final class MySqlServer {

    private static final Map<String, MySqlServer> STARTED = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** A lost machine loses the tests anyway, and steps of the schema take a tenth of the time. */
    private static final String FAST = "--innodb-flush-log-at-trx-commit=0 --sync-binlog=0 --skip-log-bin"
            + " --innodb-flush-method=nosync --innodb-doublewrite=0";

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final Path folder;

    private MySqlServer(String host, int port, String user, String password, Path folder) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.folder = folder;
    }

    /** @param engine {@code mysql} or {@code mariadb} */
    public static MySqlServer get(String engine) {
        return STARTED.computeIfAbsent(engine, MySqlServer::start);
    }

    private static MySqlServer start(String engine) {
        String address = System.getenv("SELVEDGE_TEST_" + engine.toUpperCase(java.util.Locale.ROOT));
        if (address != null && !address.isBlank()) {
            return named(address);
        }
        try {
            Path folder = Files.createTempDirectory("selvedge-" + engine);
            int port = Backends.freePort();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engine, folder)));
            Backends.run(
                    engine,
                    Map.of("SELVEDGE_MYSQLD_OPTIONS", FAST),
                    List.of("bash", script(), "start", engine, folder.toString(), Integer.toString(port)));
            return new MySqlServer("127.0.0.1", port, "root", "", folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MySqlServer named(String address) {
        URI uri = URI.create(address.replaceFirst("^jdbc:", ""));
        String user = "root";
        String password = "";
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        for (String part : query.split("&")) {
            if (part.startsWith("user=")) {
                user = part.substring("user=".length());
            } else if (part.startsWith("password=")) {
                password = part.substring("password=".length());
            }
        }
        return new MySqlServer(uri.getHost(), uri.getPort() < 0 ? 3306 : uri.getPort(), user, password, null);
    }

    private static void stop(String engine, Path folder) {
        Backends.run(engine, Map.of(), List.of("bash", script(), "stop", folder.toString()));
        Backends.delete(folder);
    }

    private static String script() {
        return Backends.inRepository("tools/mysql/server.sh").toString();
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Where its certificates are, when it was started here. */
    public Path dataFolder() {
        return folder.resolve("data");
    }

    /** A connection of an administrator, without a database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + host + ":" + port + "/?allowPublicKeyRetrieval=true", user, password);
    }

    public void execute(String... statements) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The name of a new, empty database. */
    public String createDatabase() {
        String name = "selvedge_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("drop database if exists " + name, "create database " + name + " character set utf8mb4");
        return name;
    }
}
