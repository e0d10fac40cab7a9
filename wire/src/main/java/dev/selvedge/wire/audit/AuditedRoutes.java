package dev.selvedge.wire.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.wire.http.Callers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.UriUtils;

/** Plain HTTP routes whose calls belong in the audit log. */
public final class AuditedRoutes {

    private static final String LOGIN = "user:login";
    private static final String NAMED = AuditedRoutes.class.getName();

    private final AuditTrail trail;
    private final UserStore users;

    public AuditedRoutes(AuditTrail trail, UserStore users) {
        this.trail = trail;
        this.users = users;
    }

    /** Whose account a request is about where its path does not say so. */
    public static void named(HttpServletRequest request, String user) {
        if (user != null) {
            request.setAttribute(NAMED, user);
        }
    }

    private record Deed(String action, Map<String, String> about) {}

    public HttpRequestHandler audited(HttpRequestHandler handler) {
        return (request, response) -> handle(handler, request, response);
    }

    private void handle(HttpRequestHandler handler, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Caller before = Callers.of(request);
        Deed deed = deed(request);
        handler.handleRequest(request, response);
        // what strangers try is noted where they try to get in, else anybody could fill the log
        if (deed == null || (before.isUnnamed() && !deed.action().startsWith("user:"))) {
            return;
        }
        Map<String, String> about = new LinkedHashMap<>(deed.about());
        if (request.getAttribute(NAMED) instanceof String user) {
            about.put("user_name", AuditedArguments.cut(user));
        }
        if (deed.action().equals(LOGIN)) {
            // by name and password both are one step; where another server asks for them they are two
            trail.note(request, "user:initiate_login", response.getStatus(), about);
        }
        trail.note(request, deed.action(), response.getStatus(), about);
    }

    private Deed deed(HttpServletRequest request) {
        String method = request.getMethod();
        String path = request.getRequestURI();
        return switch (path) {
            case "/api/session" ->
                switch (method) {
                    case "POST" -> new Deed(LOGIN, Map.of());
                    case "DELETE" -> new Deed("user:logout", Map.of());
                    default -> null;
                };
            case "/api/signup" -> method.equals("POST") ? new Deed("user:create", Map.of()) : null;
            default -> path.startsWith("/admin/v1/") ? ofAdministrators(method, parts(path)) : null;
        };
    }

    private Deed ofAdministrators(String method, List<String> path) {
        boolean put = method.equals("PUT");
        if (!put && !method.equals("DELETE")) {
            return null;
        }
        boolean teams = path.size() >= 4 && path.get(2).equals("teams");
        return switch (path.getFirst()) {
            case "users" -> {
                if (path.size() == 3 && path.get(2).equals("deactivation")) {
                    yield new Deed(put ? "user:deactivate" : "user:reactivate", Map.of("user_name", path.get(1)));
                }
                if (path.size() == 3 && path.get(2).equals("heir")) {
                    yield new Deed("user:update", Map.of("user_name", path.get(1)));
                }
                yield path.size() == 2 ? user(put, path.get(1)) : null;
            }
            case "teams" -> path.size() == 3 ? new Deed("team:update", Map.of("entity_name", path.get(1))) : null;
            case "organizations" -> {
                if (path.size() == 4 && path.get(2).equals("members")) {
                    yield new Deed(
                            "organization:update_member",
                            Map.of("organization_name", path.get(1), "user_name", path.get(3)));
                }
                if (path.size() == 4 && teams) {
                    yield new Deed(put ? "team:create" : "team:delete", Map.of("entity_name", path.get(3)));
                }
                if (path.size() == 6 && teams) {
                    yield new Deed(
                            put ? "team:invite_user" : "team:uninvite",
                            Map.of("entity_name", path.get(3), "user_name", path.get(5)));
                }
                yield null;
            }
            default -> null;
        };
    }

    /** One route makes and changes people, so who is there already is asked beforehand. */
    private Deed user(boolean put, String name) {
        String action = "user:permanently_delete";
        if (put) {
            action = users.findByUsername(name).isPresent() ? "user:update" : "user:create";
        }
        return new Deed(action, Map.of("user_name", AuditedArguments.cut(name)));
    }

    private static List<String> parts(String path) {
        try {
            return Arrays.stream(path.substring("/admin/v1/".length()).split("/", -1))
                    .map(part -> AuditedArguments.cut(UriUtils.decode(part, UTF_8)))
                    .toList();
        } catch (IllegalArgumentException malformed) {
            // the route says so
            return List.of("");
        }
    }
}
