package dev.selvedge.server.backends;

import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where MySQL is; without a URL or a host, the database is embedded.
 *
 * @param url {@code mysql://user:password@host:port/database?tls=…}; the parts below win over what it says
 * @param tls {@code false}, {@code preferred}, {@code skip-verify}, {@code verify-ca}, {@code true}
 * @param caCert certificates in PEM, or a file of them, that the server's must descend from
 * @param poolSize connections of one server
 * @param connectionTimeout how long a request waits for a connection before it is answered with 503
 * @param waitAtStart how long a starting server waits for a database that is not there yet
 */
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String host,
        Integer port,
        @DefaultValue("") String name,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String tls,
        @DefaultValue("") String caCert,
        @DefaultValue("32") int poolSize,
        @DefaultValue("10s") Duration connectionTimeout,
        @DefaultValue("60s") Duration waitAtStart) {

    public boolean isEmbedded() {
        return url.isBlank() && host.isBlank();
    }

    /** Empty for the embedded database. */
    public Optional<MySqlAddress> address() {
        if (isEmbedded()) {
            return Optional.empty();
        }
        if (poolSize < 2 || poolSize > 1000) {
            throw new StartFailure("selvedge.database.pool-size is from 2 to 1000, not " + poolSize + ".");
        }
        MySqlAddress given;
        try {
            given = url.isBlank() ? null : MySqlUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.database.url cannot be read: " + e.getMessage() + ".");
        }
        String database = name.isBlank() && given != null ? given.database() : name;
        if (database.isBlank()) {
            throw new StartFailure("selvedge.database.name is missing: the database to use on " + host + ".");
        }
        Path ca = Certificates.file(caCert, "selvedge.database.ca-cert").orElse(given == null ? null : given.caCert());
        return Optional.of(new MySqlAddress(
                host.isBlank() ? given.host() : host,
                port != null ? port : given == null ? MySqlAddress.DEFAULT_PORT : given.port(),
                database,
                user.isBlank() && given != null ? given.user() : user,
                password.isEmpty() && given != null ? given.password() : password,
                mode(given, ca),
                ca,
                poolSize,
                connectionTimeout));
    }

    private MySqlAddress.Tls mode(MySqlAddress given, Path ca) {
        if (tls.isBlank() && given != null && (given.caCert() != null || ca == null)) {
            return given.tls();
        }
        try {
            return MySqlUrl.tls(tls, ca != null);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.database.tls cannot be read: " + e.getMessage() + ".");
        }
    }
}
