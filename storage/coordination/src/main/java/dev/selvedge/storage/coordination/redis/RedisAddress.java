package dev.selvedge.storage.coordination.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Authority;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where Redis is, in the reference's form: {@code redis://user:password@host:port/database?tls=true&caCertPath=…&master=…}.
 * {@code rediss://} means TLS too. Unknown options, such as {@code ttlInSeconds}, are left alone.
 *
 * @param caCert certificates in PEM that the server's must descend from; null = those the Java runtime trusts
 * @param master the name under which Sentinels, at {@code host} and {@code port}, know the primary; empty = no Sentinels
 */
public record RedisAddress(
        String host,
        int port,
        String user,
        String password,
        int database,
        boolean tls,
        boolean verify,
        Path caCert,
        String master) {

    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    /** @throws IllegalArgumentException with a sentence that holds no password */
    public static RedisAddress parse(String text) {
        URI uri = uri(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        Authority authority = Authority.of(uri);
        if (!scheme.equals("redis") && !scheme.equals("rediss") || authority == null) {
            throw new IllegalArgumentException("a Redis is given as redis://user:password@host:port");
        }
        String account = authority.user();
        int colon = account.indexOf(':');
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        if (!path.matches("\\d{0,5}")) {
            throw new IllegalArgumentException("the part after the port is the number of a database, not " + path);
        }
        return of(
                authority.host(),
                authority.port() < 0 ? null : authority.port(),
                colon < 0 ? "" : decoded(account.substring(0, colon)),
                // what stands alone is the password, as in the tools of Redis
                decoded(account.substring(colon + 1)),
                path.isEmpty() ? 0 : Integer.parseInt(path),
                scheme.equals("rediss"),
                uri.getRawQuery());
    }

    /** @param options as in the query of the URL */
    public static RedisAddress of(
            String host, Integer port, String user, String password, int database, boolean tls, String options) {
        Map<String, String> given = options(options);
        String master = given.getOrDefault("master", "");
        String ca = given.getOrDefault("caCertPath", "");
        String wished = given.getOrDefault("tls", "false");
        return new RedisAddress(
                host,
                port != null ? port : master.isEmpty() ? PORT : SENTINEL_PORT,
                user,
                password,
                database,
                tls || !wished.equals("false"),
                !wished.equals("skip-verify"),
                ca.isEmpty() ? null : Path.of(ca),
                master);
    }

    public RedisAddress withCaCert(Path file) {
        return new RedisAddress(host, port, user, password, database, tls, verify, file, master);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getReason() + " at character " + e.getIndex()
                    + " (special characters of user and password are written as %XX)");
        }
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        for (String part : query == null ? new String[0] : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                options.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return options;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** For messages: never with the password. */
    @Override
    public String toString() {
        return "redis://" + host + ":" + port + (master.isEmpty() ? "" : " (Sentinels of " + master + ")");
    }
}
