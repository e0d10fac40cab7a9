package dev.selvedge.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/** Connections to MySQL that survive failovers: short-lived, bounded in every wait, and the same on every server. */
final class MySqlPool {

    /**
     * What statements rely on, whatever the server's own defaults are: refused instead of shortened texts, whole
     * {@code group_concat}s, and a lock that gives up before the client does.
     */
    private static final String SESSION =
            "sql_mode='ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                    + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',group_concat_max_len=1048576,innodb_lock_wait_timeout=10";

    private MySqlPool() {}

    static HikariConfig config(MySqlAddress address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(address.poolSize());
        config.setMinimumIdle(Math.min(4, address.poolSize()));
        config.setConnectionTimeout(address.connectionTimeout().toMillis());
        config.setValidationTimeout(Duration.ofSeconds(3).toMillis());
        // a name that moves to another machine is followed within minutes, also by connections that still work
        config.setMaxLifetime(Duration.ofMinutes(5).toMillis());
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
        config.setExceptionOverrideClassName(StaleWriter.class.getName());
        // the statements are written for this one, which is also H2's; MySQL's default locks gaps
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // all values as texts: the driver passes over others without a word
        protect(config, address);
        config.addDataSourceProperty("connectTimeout", "5000");
        config.addDataSourceProperty("socketTimeout", "60000");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("characterEncoding", "UTF-8");
        config.addDataSourceProperty("sessionVariables", SESSION);
        // a batch travels as one: the values of a hundred runs would be forty thousand round trips
        config.addDataSourceProperty("rewriteBatchedStatements", "true");
        // nobody but the driver changes these, so it need not ask the server before each change
        config.addDataSourceProperty("useLocalSessionState", "true");
        // to find the question marks of one text again takes it longer than to send it
        config.addDataSourceProperty("cachePrepStmts", "true");
        config.addDataSourceProperty("prepStmtCacheSize", "128");
        config.addDataSourceProperty("prepStmtCacheSqlLimit", "2048");
        // times are bound as what the column shall hold, without a detour through the zones of both machines
        config.addDataSourceProperty("preserveInstants", "false");
        return config;
    }

    private static void protect(HikariConfig config, MySqlAddress address) {
        config.addDataSourceProperty("sslMode", address.tls().sslMode());
        // the default authentication of MySQL 8 needs TLS or the server's key; a required certificate makes the key
        // needless
        config.addDataSourceProperty(
                "allowPublicKeyRetrieval", String.valueOf(!address.tls().checksCertificates()));
        if (address.caCert() != null) {
            TrustStores.Stored trust = TrustStores.of(address.caCert());
            config.addDataSourceProperty(
                    "trustCertificateKeyStoreUrl", trust.file().toUri().toString());
            config.addDataSourceProperty("trustCertificateKeyStoreType", "PKCS12");
            config.addDataSourceProperty("trustCertificateKeyStorePassword", trust.password());
            config.addDataSourceProperty("fallbackToSystemTrustStore", "false");
        }
    }
}
