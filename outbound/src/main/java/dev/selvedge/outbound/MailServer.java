package dev.selvedge.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Authority;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;

/**
 * The operator's mail server.
 *
 * @param tls encrypted from the first byte on
 * @param startTls encryption is asked for and insisted on after the greeting
 * @param user null without sign-in
 */
public record MailServer(
        String host, int port, boolean tls, boolean startTls, String user, String password, String from) {

    private static final int SUBMISSION = 587;
    private static final int IMPLICIT_TLS = 465;

    /**
     * @param sink {@code smtp://user:password@host:port}, {@code smtps://…}; {@code ?starttls=true} insists on encryption
     * @param from address that mails come from; empty = {@code selvedge@} and the server's name
     * @throws IllegalArgumentException that says what is wrong, without the password
     */
    public static MailServer parse(String sink, String from) {
        URI uri;
        try {
            uri = new URI(sink);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL", e);
        }
        boolean tls = "smtps".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"smtp".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("it does not begin with smtp:// or smtps://");
        }
        // a user is often an address of mail, with an @ of its own
        Authority place = Authority.of(uri);
        if (place == null) {
            throw new IllegalArgumentException(
                    "it names no host; special characters in the password are written as %XX");
        }
        int port = place.port() > 0 ? place.port() : tls ? IMPLICIT_TLS : SUBMISSION;
        String[] credentials = place.user().split(":", 2);
        boolean startTls = uri.getQuery() != null && uri.getQuery().contains("starttls=true");
        return new MailServer(
                place.host(),
                port,
                tls,
                startTls,
                decoded(credentials[0]),
                credentials.length > 1 ? decoded(credentials[1]) : "",
                from.isBlank() ? "selvedge@" + place.host() : from.strip());
    }

    /** The same in parts. Port 465 is encrypted from the first byte on. */
    public static MailServer of(String host, int port, String user, String password, String from) {
        return new MailServer(
                host,
                port,
                port == IMPLICIT_TLS,
                false,
                user.isBlank() ? null : user,
                password,
                from.isBlank() ? "selvedge@" + host : from.strip());
    }

    private static String decoded(String text) {
        return text == null || text.isEmpty() ? null : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** Without the password: this ends up in logs. */
    @Override
    public String toString() {
        return (tls ? "smtps://" : "smtp://") + host + ":" + port;
    }
}
