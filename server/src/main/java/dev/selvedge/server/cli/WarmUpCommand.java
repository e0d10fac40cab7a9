package dev.selvedge.server.cli;

import dev.selvedge.server.SelvedgeServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A short start in a scratch folder while the JVM records its AOT cache: what runs here is loaded and linked in
 * advance at every later start.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {

    @Option(names = "--data-dir", required = true)
    private Path dataDir;

    @Override
    public Integer call() throws Exception {
        try (var context = SelvedgeServer.start(
                        // whatever the environment names, nothing but the scratch folder is touched
                        Map.of(
                                "server.port",
                                0,
                                "server.address",
                                "127.0.0.1",
                                "selvedge.data-dir",
                                dataDir,
                                "selvedge.mode",
                                "embedded",
                                "selvedge.database.url",
                                "",
                                "selvedge.database.host",
                                "",
                                "selvedge.redis.url",
                                "",
                                "selvedge.redis.host",
                                "",
                                "selvedge.objects.bucket",
                                "",
                                "selvedge.tracing.endpoint",
                                ""));
                HttpClient client = HttpClient.newHttpClient()) {
            int port = ((WebServerApplicationContext) context).getWebServer().getPort();
            String url = "http://127.0.0.1:" + port;
            for (String path : new String[] {"/", "/ready", "/api/session"}) {
                client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.discarding());
            }
            String query = "{\"query\":\"{ viewer { id } serverInfo { features { name } } }\"}";
            client.send(
                    HttpRequest.newBuilder(URI.create(url + "/graphql"))
                            .POST(BodyPublishers.ofString(query))
                            .build(),
                    BodyHandlers.discarding());
        }
        return 0;
    }
}
