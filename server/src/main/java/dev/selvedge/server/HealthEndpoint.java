package dev.selvedge.server;

import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** {@code /healthz}: the process answers. {@code /ready}: its database does too, else 503 with the reason. */
@Component
class HealthEndpoint {

    private final Database database;

    HealthEndpoint(Database database) {
        this.database = database;
    }

    void alive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ok(response);
    }

    void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            database.check();
            ok(response);
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    private static void ok(HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter().write("{\"status\":\"ok\"}");
    }
}
