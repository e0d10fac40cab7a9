package dev.selvedge.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
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

    /** Asks with an address that no client library has put in order; {@code headers} end with a line break each. */
    String written(String path, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", uri("").getPort());
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(20_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: inner:8080\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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
