package dev.selvedge.server.cli;

import dev.selvedge.server.DataFolder;
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
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server that holds a data folder, spoken to from its own machine. */
final class RunningServer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private RunningServer() {}

    /** Empty when no server answers yet, or no longer. */
    static Optional<JsonNode> ask(Path dataDir, String order, Object wish, Duration patience)
            throws IOException, InterruptedException {
        Path address = dataDir.resolve(DataFolder.CONTROL);
        Path secret = dataDir.resolve("keys").resolve("control");
        if (!Files.exists(address) || !Files.exists(secret)) {
            return Optional.empty();
        }
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(Files.readString(address).strip() + "/control/" + order))
                .header(ControlEndpoint.SECRET_HEADER, HexFormat.of().formatHex(Files.readAllBytes(secret)))
                .header("Content-Type", "application/json")
                .timeout(patience)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(wish)))
                .build();
        HttpResponse<String> response;
        try (HttpClient client = HttpClient.newHttpClient()) {
            response = client.send(request, BodyHandlers.ofString());
        } catch (java.net.ConnectException notListening) {
            return Optional.empty();
        }
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() == 200) {
            return Optional.of(body);
        }
        throw new StartFailure(body.path("error").path("message").asString());
    }
}
