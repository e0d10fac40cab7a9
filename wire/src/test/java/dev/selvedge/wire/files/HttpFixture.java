package dev.selvedge.wire.files;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.wire.http.Callers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.web.HttpRequestHandler;

/** A handler behind the real servlet container with the connector set up as in the server. */
final class HttpFixture implements AutoCloseable {

    /** Held, or its level would be forgotten with it. */
    private static final Logger CONTAINER = Logger.getLogger("org.apache");

    static {
        CONTAINER.setLevel(Level.WARNING);
    }

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();

    HttpFixture(Path folder, HttpRequestHandler handler, Function<HttpServletRequest, Caller> authentication)
            throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        RawPaths.passEncodedSeparators(tomcat.getConnector());
        var context = tomcat.addContext(
                "", Files.createDirectories(folder.resolve("web")).toString());
        Tomcat.addServlet(context, "handler", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                Callers.set(request, authentication.apply(request));
                handler.handleRequest(request, response);
            }
        });
        context.addServletMappingDecoded("/", "handler");
        tomcat.start();
    }

    String base() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    HttpResponse<byte[]> get(String url, String... headers) throws Exception {
        return send("GET", url, null, headers);
    }

    HttpResponse<byte[]> put(String url, byte[] body, String... headers) throws Exception {
        return send("PUT", url, body, headers);
    }

    HttpResponse<byte[]> send(String method, String url, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Sends bytes as they are: for paths that no client library would let through. */
    String raw(String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", tomcat.getConnector().getLocalPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    /** Sends the beginning of a request and goes away. */
    void breakOff(String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", tomcat.getConnector().getLocalPort())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws LifecycleException {
        client.close();
        tomcat.stop();
        tomcat.destroy();
    }
}
