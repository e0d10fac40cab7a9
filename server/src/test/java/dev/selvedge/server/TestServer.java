package dev.selvedge.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole server on a free port with a data folder of its own. */
final class TestServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Path dataDir, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>(
                Map.of("server.port", 0, "server.address", "127.0.0.1", "selvedge.data-dir", dataDir.toAbsolutePath()));
        properties.putAll(more);
        context = SelvedgeServer.start(properties);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort() + path);
    }

    /** As a signal does, while requests still come. */
    void stop() {
        context.close();
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
