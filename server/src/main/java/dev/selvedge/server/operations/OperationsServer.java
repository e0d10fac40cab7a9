package dev.selvedge.server.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.selvedge.platform.Fault;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.SmartLifecycle;

/**
 * {@code /metrics} and the probes on a port of their own, so that they are never reachable through the ingress and
 * still answer when the main port has no thread left.
 */
public final class OperationsServer implements SmartLifecycle {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Settings.Operations settings;
    private final PrometheusMeterRegistry meters;
    private final Health health;
    private HttpServer server;
    private ExecutorService threads;

    OperationsServer(Settings.Operations settings, PrometheusMeterRegistry meters, Health health) {
        this.settings = settings;
        this.meters = meters;
        this.health = health;
    }

    /** Only where a port is named. */
    @Override
    public boolean isAutoStartup() {
        return settings.port() != null;
    }

    /** Where it listens; for settings with port 0. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 0);
        } catch (IOException e) {
            throw new StartFailure("The operations port " + settings.address() + ":" + settings.port()
                    + " is taken or not allowed; choose another one with selvedge.operations.port.");
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/metrics", exchange -> answer(exchange, 200, PROMETHEUS_TEXT, meters.scrape()));
        server.createContext("/healthz", exchange -> answer(exchange, 200, "text/plain", "ok\n"));
        server.createContext("/ready", this::ready);
        server.start();
    }

    private void ready(HttpExchange exchange) throws IOException {
        try {
            health.checkReady();
            answer(exchange, 200, "text/plain", "ok\n");
        } catch (Fault fault) {
            answer(exchange, fault.code().httpStatus(), "text/plain", fault.getMessage() + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.close();
        server = null;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** Starts with the first and stops with the last: how a stop goes is worth watching. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
