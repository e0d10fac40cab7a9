package dev.selvedge.storage.sql;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a MySQL or MariaDB is and how to speak to it.
 *
 * @param caCert certificates in PEM that the server's must descend from; null = those the Java runtime trusts
 * @param connectionTimeout how long a request waits for a free connection before it answers that the database is away
 */
public record MySqlAddress(
        String host,
        int port,
        String database,
        String user,
        String password,
        Tls tls,
        Path caCert,
        int poolSize,
        Duration connectionTimeout) {

    public static final int DEFAULT_PORT = 3306;
    public static final int DEFAULT_POOL = 32;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** How much the connection is protected, from nothing to a checked certificate. */
    public enum Tls {
        OFF("DISABLED"),
        PREFERRED("PREFERRED"),
        /** Encrypted, whoever answers. */
        UNVERIFIED("REQUIRED"),
        /** The certificate descends from a trusted one; names are not looked at. */
        TRUSTED("VERIFY_CA"),
        VERIFIED("VERIFY_IDENTITY");

        private final String sslMode;

        Tls(String sslMode) {
            this.sslMode = sslMode;
        }

        String sslMode() {
            return sslMode;
        }

        boolean checksCertificates() {
            return this == TRUSTED || this == VERIFIED;
        }
    }

    public MySqlAddress {
        requireNonNull(host);
        requireNonNull(database);
        requireNonNull(tls);
    }

    public MySqlAddress(String host, int port, String database, String user, String password) {
        this(host, port, database, user, password, Tls.PREFERRED, null, DEFAULT_POOL, DEFAULT_TIMEOUT);
    }

    /** The same server, another database. */
    public MySqlAddress withDatabase(String other) {
        return new MySqlAddress(host, port, other, user, password, tls, caCert, poolSize, connectionTimeout);
    }

    String jdbcUrl() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:mysql://" + shown + ":" + port + "/" + database;
    }

    /** For messages: never with the password. */
    @Override
    public String toString() {
        return "mysql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
