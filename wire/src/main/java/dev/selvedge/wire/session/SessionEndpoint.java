package dev.selvedge.wire.session;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Sessions;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.User;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.audit.AuditedRoutes;
import dev.selvedge.wire.http.Callers;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.JsonBody;
import dev.selvedge.wire.http.ServerVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.HttpRequestHandler;

/** {@code /api/session}: who is signed in, sign in, sign out. {@code POST /api/signup}: a new account, signed in. */
public final class SessionEndpoint implements HttpRequestHandler {

    private final Sessions sessions;
    private final SignUp signUp;
    private final People people;
    private final Spaces spaces;
    private final SessionCookies cookies;
    private final ServerVersion version;

    public SessionEndpoint(
            Sessions sessions,
            SignUp signUp,
            People people,
            Spaces spaces,
            SessionCookies cookies,
            ServerVersion version) {
        this.sessions = sessions;
        this.signUp = signUp;
        this.people = people;
        this.spaces = spaces;
        this.cookies = cookies;
        this.version = version;
    }

    private record SignInRequest(String login, String password) {}

    private record SignUpRequest(String username, String email, String password, String name) {}

    private record SessionBody(UserBody user, boolean needsSetup, boolean signupOpen, String version) {}

    private record UserBody(String username, String name, String email, boolean admin, String entity) {}

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (request.getMethod()) {
                case "GET", "HEAD" -> show(request, response);
                case "POST" -> signIn(request, response);
                case "DELETE" -> signOut(request, response);
                default -> FaultBody.refuseMethod(request, response, "GET, POST, DELETE");
            }
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = Callers.of(request);
        String token = SessionCookies.token(request);
        if (token != null && caller instanceof Caller.SignedIn && request.getHeader("Authorization") == null) {
            cookies.repeatCsrf(request, response, token);
        }
        JsonBody.write(response, body(people.self(caller).orElse(null)));
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SignInRequest wish = JsonBody.read(request, SignInRequest.class);
        if (wish.login() == null || wish.password() == null) {
            throw Fault.invalid("\"login\" and \"password\" are needed");
        }
        AuditedRoutes.named(request, wish.login());
        begin(request, response, sessions.signIn(wish.login(), wish.password(), request.getRemoteAddr()));
    }

    private void signOut(HttpServletRequest request, HttpServletResponse response) {
        String token = SessionCookies.token(request);
        if (token != null) {
            sessions.signOut(Callers.of(request), token);
        }
        cookies.end(request, response);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    public void signUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("POST")) {
                FaultBody.refuseMethod(request, response, "POST");
                return;
            }
            SignUpRequest wish = JsonBody.read(request, SignUpRequest.class);
            AuditedRoutes.named(request, wish.username());
            begin(request, response, signUp.signUp(wish.username(), wish.name(), wish.email(), wish.password()));
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    private void begin(HttpServletRequest request, HttpServletResponse response, Sessions.Begun session)
            throws IOException {
        User user = session.user();
        // whoever looks at the request afterwards sees who came in
        Callers.set(request, new Caller.SignedIn(user.id(), user.username(), user.admin()));
        cookies.begin(request, response, session);
        JsonBody.write(response, body(session.user()));
    }

    private SessionBody body(User user) {
        UserBody shown = user == null
                ? null
                : new UserBody(
                        user.username(),
                        user.name(),
                        user.email(),
                        user.admin(),
                        spaces.defaultOf(user).map(Entity::name).orElse(null));
        return new SessionBody(shown, signUp.needsSetup(), signUp.isOpen(), version.text());
    }
}
