package dev.selvedge.wire.session;

import dev.selvedge.domain.people.Authenticator;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.JsonBody;
import dev.selvedge.wire.http.RetryAfter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds out who is asking before anything else sees the request.
 *
 * <p>Wrong credentials are refused at once, also where none are needed: a client whose key was deleted shall hear of
 * it. No credentials at all make an anonymous caller, and the rooms decide what that one may do.
 */
public final class CallerFilter implements Filter {

    private static final Pattern PROTOCOL = Pattern.compile(
            "/(api|graphql|files|storage|artifacts|artifactsV2|admin|oidc|scim|sdk|control|assets)(/.*)?|/healthz|/ready|/ping|/metrics|/console/api/.*|/traces/health|/__weave/hello");

    /** Probes, and addresses that carry their right in themselves: clients send these no credentials. */
    private static final Pattern WITHOUT_CALLER = Pattern.compile(
            "/(storage|assets)/.*|/healthz|/ready|/ping|/console/api/(healthz|ready)|/traces/health|/__weave/hello");

    /** Pages that were opened by a link send its token with every question. */
    static final String LINK_HEADER = "X-Selvedge-Access-Token";

    /** Pages of an invited editor ask about what is drawn in the report as whoever has a link to it would. */
    static final String REPORT_HEADER = "X-Selvedge-Report";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Authenticator authenticator;
    private final SessionCookies cookies;
    private final Function<String, Optional<Caller.Guest>> guests;
    private final BiFunction<Caller.SignedIn, ViewId, Optional<Caller.Guest>> editors;
    private final SecureHeaders headers;

    /**
     * @param guests who comes with the token of a shared view
     * @param editors what an invited editor sees for a report
     * @param contentOrigins where pages may load content from besides this server
     */
    public CallerFilter(
            Authenticator authenticator,
            SessionCookies cookies,
            Function<String, Optional<Caller.Guest>> guests,
            BiFunction<Caller.SignedIn, ViewId, Optional<Caller.Guest>> editors,
            Supplier<Set<String>> contentOrigins) {
        this.headers = new SecureHeaders(contentOrigins);
        this.authenticator = authenticator;
        this.cookies = cookies;
        this.guests = guests;
        this.editors = editors;
    }

    static boolean isProtocol(String path) {
        return PROTOCOL.matcher(path).matches();
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain next)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        headers.set(request, response);
        if (!WITHOUT_CALLER.matcher(request.getRequestURI()).matches()) {
            try {
                Callers.set(request, shown(request, caller(request)));
            } catch (Fault fault) {
                refuse(request, response, fault);
                return;
            }
        }
        next.doFilter(request, response);
    }

    private Caller caller(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authenticator.byKey(Credentials.key(authorization), wishes(request));
        }
        String link = request.getHeader(LINK_HEADER);
        if (link != null) {
            // revoked and never made look the same
            return guests.apply(link).orElseThrow(() -> Fault.notFound("This link opens nothing any more"));
        }
        String token = SessionCookies.token(request);
        Caller.SignedIn caller =
                token == null ? null : authenticator.bySession(token).orElse(null);
        if (caller == null) {
            return Caller.ANONYMOUS;
        }
        // another site can make a browser send our cookie, but it can neither read nor derive the second token
        if (!READING.contains(request.getMethod()) && !cookies.hasCsrfToken(request, token)) {
            throw Fault.denied("The " + SessionCookies.CSRF_HEADER + " header does not match the session");
        }
        return caller;
    }

    /** The narrower caller: a guest of the report changes nothing and is nobody's member. */
    private Caller shown(HttpServletRequest request, Caller caller) {
        String report = request.getHeader(REPORT_HEADER);
        return report == null || !(caller instanceof Caller.SignedIn person)
                ? caller
                : editors.apply(person, ViewId.parse(report))
                        .orElseThrow(() -> Fault.notFound("You are not invited to this report"));
    }

    private static Authenticator.Wishes wishes(HttpServletRequest request) {
        return new Authenticator.Wishes(
                request.getHeader("X-Wandb-Username"),
                request.getHeader("X-Wandb-User-Email"),
                !"false".equalsIgnoreCase(request.getHeader("Use-Admin-Privileges")));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Fault fault)
            throws IOException {
        if (fault.code() == Fault.Code.UNAUTHENTICATED) {
            // "Basic" would make browsers ask for a password in a window of their own
            response.setHeader("WWW-Authenticate", "Bearer realm=\"selvedge\"");
        }
        if (request.getRequestURI().equals("/graphql")) {
            response.setStatus(fault.code().httpStatus());
            RetryAfter.write(response, fault);
            JsonBody.write(
                    response,
                    Map.of(
                            "errors",
                            List.of(Map.of(
                                    "message",
                                    fault.getMessage(),
                                    "extensions",
                                    Map.of("code", fault.code().name())))));
            return;
        }
        FaultBody.write(request, response, fault);
    }
}
