package dev.selvedge.storage.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Authority;
import dev.selvedge.storage.sql.MySqlAddress.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code mysql://user:password@host:port/database?tls=…&ssl-ca=…}, as the reference's operators write it; user and
 * password are URL-encoded. Unknown options are left alone: they are meant for another driver.
 */
public final class MySqlUrl {

    private MySqlUrl() {}

    /** @throws IllegalArgumentException with a sentence that holds no password */
    public static MySqlAddress parse(String text) {
        URI uri = uri(text.strip().replaceFirst("^jdbc:", ""));
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        Authority authority = Authority.of(uri);
        if (!scheme.equals("mysql") && !scheme.equals("mariadb") || authority == null) {
            throw new IllegalArgumentException("a database is given as mysql://user:password@host:port/database");
        }
        String database =
                uri.getRawPath() == null ? "" : decoded(uri.getRawPath().replaceFirst("^/", ""));
        if (database.isEmpty()) {
            throw new IllegalArgumentException("the name of the database is missing after the host");
        }
        Map<String, String> options = options(uri.getRawQuery());
        String account = authority.user();
        int colon = account.indexOf(':');
        String user = decoded(colon < 0 ? account : account.substring(0, colon));
        String password = colon < 0 ? "" : decoded(account.substring(colon + 1));
        String ca = options.getOrDefault("ssl-ca", "");
        return new MySqlAddress(
                authority.host(),
                authority.port() < 0 ? MySqlAddress.DEFAULT_PORT : authority.port(),
                database,
                options.getOrDefault("user", user),
                options.getOrDefault("password", password),
                tls(options.getOrDefault("tls", ""), !ca.isEmpty()),
                ca.isEmpty() ? null : Path.of(ca),
                MySqlAddress.DEFAULT_POOL,
                MySqlAddress.DEFAULT_TIMEOUT);
    }

    /** The words of the reference's driver, and ours. */
    public static Tls tls(String word, boolean ownAuthority) {
        return switch (word) {
            case "" -> ownAuthority ? Tls.TRUSTED : Tls.PREFERRED;
            case "preferred" -> Tls.PREFERRED;
            case "false", "off", "disabled" -> Tls.OFF;
            case "skip-verify" -> Tls.UNVERIFIED;
            // an own authority signs for one installation, whose certificates often name no host
            case "custom", "verify-ca" -> Tls.TRUSTED;
            case "true" -> ownAuthority ? Tls.TRUSTED : Tls.VERIFIED;
            case "verify-identity" -> Tls.VERIFIED;
            default ->
                throw new IllegalArgumentException("tls=" + word
                        + " is none of false, preferred, skip-verify, custom, verify-ca, true, verify-identity");
        };
    }

    /** The parser's own complaint repeats its input, the password in it. */
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

    /** URLDecoder reads forms, where a plus is a space; passwords hold plain pluses. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
