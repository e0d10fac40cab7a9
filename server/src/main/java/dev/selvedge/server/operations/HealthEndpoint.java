package dev.selvedge.server.operations;

import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.FaultBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /healthz}: the process answers. {@code /ready}: its database does too and takes writes, its bucket has answered,
 * and it is not stopping, else 503 with the reason.
 */
public final class HealthEndpoint {

    private final Health health;

    HealthEndpoint(Health health) {
        this.health = health;
    }

    public void alive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ok(response);
    }

    public void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            health.checkReady();
            ok(response);
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        }
    }

    /** A probe of a part that is not built must fail, or a load balancer would send traffic to it. */
    public void withoutTraces(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FaultBody.write(request, response, Fault.notBuilt("The trace server"));
    }

    private static void ok(HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write("{\"status\":\"ok\"}");
    }
}
