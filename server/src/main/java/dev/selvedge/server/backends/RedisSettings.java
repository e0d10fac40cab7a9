package dev.selvedge.server.backends;

import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.coordination.redis.RedisAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Redis is; without a URL or a host, servers hear of each other's changes by the clock, and count limits apart.
 *
 * @param url {@code redis://user:password@host:port/database?tls=true&caCertPath=…&master=…}
 * @param options the part of the URL after the question mark, where host and port are given apart
 * @param caCert certificates in PEM, or a file of them, that the server's must descend from
 */
public record RedisSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String host,
        Integer port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String options,
        @DefaultValue("") String caCert) {

    public Optional<RedisAddress> address() {
        if (url.isBlank() && host.isBlank()) {
            return Optional.empty();
        }
        RedisAddress address;
        try {
            address = url.isBlank()
                    ? RedisAddress.of(host, port, user, password, 0, false, options)
                    : RedisAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.redis.url cannot be read: " + e.getMessage() + ".");
        }
        Path ca = Certificates.file(caCert, "selvedge.redis.ca-cert").orElse(address.caCert());
        if (ca != null && !java.nio.file.Files.isReadable(ca)) {
            throw new StartFailure("The certificates of Redis in " + ca + " cannot be read.");
        }
        return Optional.of(address.withCaCert(ca));
    }
}
