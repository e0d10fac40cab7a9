package dev.selvedge.wire.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Departures;
import dev.selvedge.domain.people.Directory;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.Roles;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.UriUtils;

/** {@code /admin/v1/…}, for administrators of the installation. */
public final class AdminEndpoint implements HttpRequestHandler {

    private static final String PREFIX = "/admin/v1/";

    private final Directory directory;
    private final Organizations organizations;
    private final Teams teams;
    private final Roles roles;
    private final Access access;

    public AdminEndpoint(Directory directory, Organizations organizations, Teams teams, Roles roles, Access access) {
        this.directory = directory;
        this.organizations = organizations;
        this.teams = teams;
        this.roles = roles;
        this.access = access;
    }

    private record UserRequest(
            String email,
            Boolean admin,
            String password,
            String name,
            @JsonProperty("api_key") String apiKey) {
        Directory.UserRecord record() {
            return new Directory.UserRecord(email, admin, password, name, apiKey);
        }
    }

    private record HeirRequest(
            String username, @JsonProperty("projects_to") String projectsTo) {}

    private record RoleRequest(String inherits, List<String> permissions) {}

    private record OrganizationRequest(String admin) {}

    private record MemberRequest(String role) {}

    private record TeamRequest(String admin) {}

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Caller caller = Callers.of(request);
            access.require(caller.requireSignedIn(), Action.MANAGE, Resource.INSTANCE);
            Object answer = route(caller, request);
            if (answer == null) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                JsonBody.write(response, answer);
            }
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    /** Null when there is nothing to say. */
    private Object route(Caller caller, HttpServletRequest request) throws IOException {
        List<String> path = path(request.getRequestURI());
        boolean put = request.getMethod().equals("PUT");
        boolean delete = request.getMethod().equals("DELETE");
        if (path.size() == 2 && path.getFirst().equals("users")) {
            if (put) {
                return shown(directory.putUser(
                        caller,
                        path.get(1),
                        JsonBody.read(request, UserRequest.class).record()));
            }
            if (delete) {
                directory.deleteUser(caller, path.get(1), legacy(request));
                return null;
            }
        }
        if (path.size() == 3 && path.getFirst().equals("users") && path.get(2).equals("deactivation")) {
            if (put) {
                return shown(directory.deactivate(caller, path.get(1), legacy(request)));
            }
            if (delete) {
                directory.reactivate(caller, path.get(1));
                return null;
            }
        }
        if (path.size() == 3 && path.getFirst().equals("users") && path.get(2).equals("heir") && put) {
            HeirRequest wish = JsonBody.read(request, HeirRequest.class);
            String heir = wish.projectsTo() == null ? needed(wish.username(), "username") : wish.username();
            return directory.handOver(caller, path.get(1), new Departures.Legacy(heir, wish.projectsTo()));
        }
        if (path.size() <= 2 && path.getFirst().equals("roles")) {
            return role(caller, request, path);
        }
        if (path.size() >= 2 && path.getFirst().equals("organizations")) {
            String organization = path.get(1);
            if (path.size() == 2 && put) {
                String admin =
                        needed(JsonBody.read(request, OrganizationRequest.class).admin(), "admin");
                Organization made = organizations.put(caller, organization, admin);
                return Map.of("name", made.name());
            }
            if (path.size() == 2 && delete) {
                organizations.delete(caller, organization);
                return null;
            }
            if (path.size() == 4 && path.get(2).equals("members")) {
                return member(caller, request, organization, path.get(3));
            }
            if (path.size() == 4 && path.get(2).equals("teams")) {
                return team(caller, request, organization, path.get(3));
            }
            if (path.size() == 6 && path.get(2).equals("teams") && path.get(4).equals("members")) {
                return teamMember(caller, request, path.get(3), path.get(5));
            }
        }
        throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
    }

    /** In the address, because a DELETE may lose its body on the way. */
    private static Departures.Legacy legacy(HttpServletRequest request) {
        return new Departures.Legacy(request.getParameter("heir"), request.getParameter("projects_to"));
    }

    private Object member(Caller caller, HttpServletRequest request, String organization, String username)
            throws IOException {
        switch (request.getMethod()) {
            case "PUT" -> {
                String role = needed(JsonBody.read(request, MemberRequest.class).role(), "role");
                organizations.putMember(caller, organization, username, role);
                return Map.of("organization", organization, "username", username, "role", role);
            }
            case "DELETE" -> {
                organizations.removeMember(caller, organization, username);
                return null;
            }
            default -> throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
        }
    }

    private Object team(Caller caller, HttpServletRequest request, String organization, String team)
            throws IOException {
        switch (request.getMethod()) {
            case "PUT" -> {
                String admin = needed(JsonBody.read(request, TeamRequest.class).admin(), "admin");
                Entity made = teams.put(caller, organization, team, admin);
                return Map.of("name", made.name(), "organization", organization);
            }
            case "DELETE" -> {
                teams.delete(caller, team);
                return null;
            }
            default -> throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
        }
    }

    private Object teamMember(Caller caller, HttpServletRequest request, String team, String username)
            throws IOException {
        switch (request.getMethod()) {
            case "PUT" -> {
                String role = needed(JsonBody.read(request, MemberRequest.class).role(), "role");
                teams.putMember(caller, team, username, role);
                return Map.of("team", team, "username", username, "role", role);
            }
            case "DELETE" -> {
                teams.removeMember(caller, team, username);
                return null;
            }
            default -> throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
        }
    }

    /** {@code GET roles}; {@code PUT} and {@code DELETE roles/{name}}. */
    private Object role(Caller caller, HttpServletRequest request, List<String> path) throws IOException {
        if (path.size() == 1 && request.getMethod().equals("GET")) {
            return Map.of(
                    "roles", roles.all().stream().map(AdminEndpoint::shown).toList());
        }
        if (path.size() == 2 && request.getMethod().equals("PUT")) {
            RoleRequest wish = JsonBody.read(request, RoleRequest.class);
            List<String> permissions = wish.permissions() == null ? List.of() : wish.permissions();
            return shown(roles.put(access, caller, path.get(1), needed(wish.inherits(), "inherits"), permissions));
        }
        if (path.size() == 2 && request.getMethod().equals("DELETE")) {
            roles.delete(access, caller, path.get(1));
            return null;
        }
        throw Fault.notFound("There is no " + request.getMethod() + " " + request.getRequestURI());
    }

    private static Map<String, Object> shown(Role role) {
        return Map.of(
                "name",
                role.name(),
                "inherits",
                role.standing().name().toLowerCase(Locale.ROOT),
                "permissions",
                role.extra().stream().map(Object::toString).sorted().toList());
    }

    private static Map<String, Object> shown(User user) {
        Map<String, Object> body = new java.util.LinkedHashMap<>();
        body.put("username", user.username());
        body.put("email", user.email());
        body.put("admin", user.admin());
        body.put("active", user.isActive());
        return body;
    }

    private static String needed(String value, String name) {
        if (value == null || value.isBlank()) {
            throw Fault.invalid("\"" + name + "\" is needed");
        }
        return value;
    }

    private static List<String> path(String uri) {
        if (!uri.startsWith(PREFIX)) {
            return List.of();
        }
        try {
            return Arrays.stream(uri.substring(PREFIX.length()).split("/", -1))
                    .map(part -> UriUtils.decode(part, UTF_8))
                    .toList();
        } catch (IllegalArgumentException malformed) {
            throw Fault.invalid("The path is not valid percent-encoding");
        }
    }
}
