package dev.selvedge.wire.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.people.SecretHasher;
import dev.selvedge.domain.people.Sessions;
import dev.selvedge.wire.http.BaseUrl;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The two cookies of a browser session: the token, which scripts cannot read, and the CSRF token, which our own pages
 * read and send back as a header. The second one is derived from the first, so neither a planted cookie nor one of
 * another session passes.
 */
public final class SessionCookies {

    static final String SESSION = "selvedge_session";
    static final String CSRF = "XSRF-TOKEN";
    static final String CSRF_HEADER = "X-XSRF-TOKEN";

    private final SecretHasher secrets;
    private final BaseUrl baseUrl;
    private final Clock clock;

    public SessionCookies(SecretHasher secrets, BaseUrl baseUrl, Clock clock) {
        this.secrets = secrets;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    /** The session token of a request, or null. */
    static String token(HttpServletRequest request) {
        return value(request, SESSION);
    }

    private static String value(HttpServletRequest request, String name) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    boolean hasCsrfToken(HttpServletRequest request, String session) {
        String sent = request.getHeader(CSRF_HEADER);
        return sent != null
                && MessageDigest.isEqual(sent.getBytes(UTF_8), csrf(session).getBytes(UTF_8));
    }

    private String csrf(String session) {
        return secrets.hash("csrf of " + session);
    }

    void begin(HttpServletRequest request, HttpServletResponse response, Sessions.Begun session) {
        Duration left = Duration.between(clock.instant(), session.expiresAt());
        add(request, response, SESSION, session.token(), left, true);
        add(request, response, CSRF, csrf(session.token()), left, false);
    }

    /** Our pages may have lost it: browsers drop cookies one by one. */
    void repeatCsrf(HttpServletRequest request, HttpServletResponse response, String session) {
        String current = csrf(session);
        if (!current.equals(value(request, CSRF))) {
            add(request, response, CSRF, current, Duration.ofDays(30), false);
        }
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, SESSION, "", Duration.ZERO, true);
        add(request, response, CSRF, "", Duration.ZERO, false);
    }

    private void add(
            HttpServletRequest request,
            HttpServletResponse response,
            String name,
            String value,
            Duration age,
            boolean hidden) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(age)
                .httpOnly(hidden)
                .sameSite("Lax")
                .secure(request.isSecure() || baseUrl.of(request).startsWith("https:"))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
