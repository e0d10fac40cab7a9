package dev.selvedge.operator.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/** Probes of the operator's own pod. */
final class Health implements AutoCloseable {

    private final HttpServer server;

    private Health(HttpServer server) {
        this.server = server;
    }

    static Health serve(int port, BooleanSupplier healthy) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(healthy.getAsBoolean() ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        return new Health(server);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
