package dev.selvedge.server.operations;

import dev.selvedge.wire.http.RequestIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/** One request: its id on every log line and in the answer, its time by route, and where wanted a line of its own. */
final class RequestRecord implements Filter {

    static final String REQUEST_ID = "requestId";

    private static final Logger log = LoggerFactory.getLogger("dev.selvedge.requests");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry meters;
    private final Traffic traffic;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final boolean logged;

    private record Kind(String method, String route, int status) {}

    RequestRecord(MeterRegistry meters, Traffic traffic, boolean logged) {
        this.meters = meters;
        this.traffic = traffic;
        this.logged = logged;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain next)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        String id = RequestIds.of(request);
        response.setHeader("X-Request-Id", id);
        long start = System.nanoTime();
        MDC.put(REQUEST_ID, id);
        int status = 500;
        traffic.begins();
        try {
            next.doFilter(request, response);
            status = response.getStatus();
        } finally {
            traffic.ends();
            record(request, status, System.nanoTime() - start);
            MDC.remove(REQUEST_ID);
        }
    }

    private void record(HttpServletRequest request, int status, long nanos) {
        String route = route(request);
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        timers.computeIfAbsent(new Kind(method, route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (logged) {
            log.info(
                    "{} {} {} {} ms",
                    request.getMethod(),
                    path(request, route),
                    status,
                    TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Answered requests by route and status")
                .tag("method", kind.method())
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    /** The pattern, not the path: labels must be few. */
    private static String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "none" : pattern.toString();
    }

    /** Without the query, and without the token that opens an object for whoever reads the log. */
    private static String path(HttpServletRequest request, String route) {
        String path = request.getRequestURI();
        return path.startsWith("/storage/") ? route : path.replaceAll("[\\p{Cntrl}]", "?");
    }
}
