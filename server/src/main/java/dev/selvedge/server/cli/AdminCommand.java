package dev.selvedge.server.cli;

import dev.selvedge.platform.Fault;
import dev.selvedge.server.DataFolder;
import dev.selvedge.server.OfflineAdministration;
import dev.selvedge.server.StartFailure;
import dev.selvedge.wire.admin.ControlEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Administration from the server's own machine, beside a running server too. */
@Command(
        name = "admin",
        description = "Administer an installation from its own machine.",
        mixinStandardHelpOptions = true,
        subcommands = AdminCommand.Create.class)
final class AdminCommand {

    @Command(
            name = "create",
            description = "Make an administrator, or make one of an existing user; prints a new API key.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        /** A server that has just begun to start holds the folder before it listens. */
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Parameters(paramLabel = "NAME", description = "The username.")
        private String name;

        @Option(
                names = "--data-dir",
                description = "Folder of the installation (default: ${DEFAULT-VALUE}).",
                defaultValue = "selvedge-data")
        private Path dataDir;

        @Override
        public Integer call() throws Exception {
            try {
                System.out.println(create());
                return 0;
            } catch (RuntimeException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof StartFailure || cause instanceof Fault) {
                        System.err.println(cause.getMessage());
                        return 1;
                    }
                }
                throw e;
            }
        }

        private String create() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                try {
                    return OfflineAdministration.createAdministrator(dataDir, name);
                } catch (RuntimeException e) {
                    if (!isInUse(e)) {
                        throw e;
                    }
                    String key = askServer();
                    if (key != null) {
                        return key;
                    }
                    if (System.nanoTime() > deadline) {
                        throw new StartFailure("A server holds " + dataDir + " and does not answer; try again.");
                    }
                    Thread.sleep(200);
                }
            }
        }

        private static boolean isInUse(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof DataFolder.InUse) {
                    return true;
                }
            }
            return false;
        }

        /** Null when no server answers yet, or no longer. */
        private String askServer() throws IOException, InterruptedException {
            Path address = dataDir.resolve(DataFolder.CONTROL);
            Path secret = dataDir.resolve("keys").resolve("control");
            if (!Files.exists(address) || !Files.exists(secret)) {
                return null;
            }
            JsonMapper json = JsonMapper.shared();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(Files.readString(address).strip() + "/control/administrators"))
                    .header(ControlEndpoint.SECRET_HEADER, HexFormat.of().formatHex(Files.readAllBytes(secret)))
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(20))
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of("username", name))))
                    .build();
            HttpResponse<String> response;
            try (HttpClient client = HttpClient.newHttpClient()) {
                response = client.send(request, BodyHandlers.ofString());
            } catch (java.net.ConnectException notListening) {
                return null;
            }
            var body = json.readTree(response.body());
            if (response.statusCode() == 200) {
                return body.path("apiKey").asString();
            }
            throw new StartFailure(body.path("error").path("message").asString());
        }
    }
}
