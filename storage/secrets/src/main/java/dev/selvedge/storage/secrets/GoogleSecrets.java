package dev.selvedge.storage.secrets;

import static dev.selvedge.storage.secrets.JsonCalls.fields;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auth.oauth2.GoogleCredentials;
import dev.selvedge.domain.automations.secrets.SecretService;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Google Secret Manager over its JSON interface: a secret with one version for each value. */
final class GoogleSecrets implements SecretService {

    private static final String STORE = "Google Secret Manager";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private final URI secrets;
    private final JsonCalls calls;

    GoogleSecrets(URI endpoint, String project, JsonCalls.Authorization authorization) {
        this.secrets = URI.create(endpoint + "/v1/projects/" + project + "/secrets");
        this.calls = new JsonCalls(JsonCalls.client().build(), STORE, authorization);
    }

    static GoogleSecrets of(SecretsAddress address, Map<String, String> environment) {
        String project = address.option("project", environment.get("GOOGLE_CLOUD_PROJECT"));
        if (!project.matches("[a-z0-9][a-z0-9:.-]{1,80}")) {
            throw new IllegalArgumentException("it names no ?project=, and GOOGLE_CLOUD_PROJECT does not either");
        }
        Once<GoogleCredentials> credentials = new Once<>(GoogleSecrets::credentials);
        URI endpoint = address.uri("endpoint", "https://secretmanager.googleapis.com");
        return new GoogleSecrets(endpoint, project, () -> header(credentials.get()));
    }

    private static GoogleCredentials credentials() {
        try {
            return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
        } catch (IOException e) {
            throw JsonCalls.away(STORE, "no credentials were found (" + e.getMessage() + ")", e);
        }
    }

    private static String header(GoogleCredentials credentials) throws IOException {
        credentials.refreshIfExpired();
        return "Bearer " + credentials.getAccessToken().getTokenValue();
    }

    @Override
    public String kind() {
        return SecretsAddress.GOOGLE;
    }

    @Override
    public void put(String id, String value) {
        JsonCalls.Answer made = calls.send(
                "POST",
                URI.create(secrets + "?secretId=" + id),
                fields(
                        "replication", Map.of("automatic", Map.of()),
                        "labels", Map.of("managed-by", "selvedge")));
        if (made.isMissing()) {
            throw JsonCalls.refused(STORE, "there is no such project");
        }
        String encoded = Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
        try {
            calls.send("POST", URI.create(secret(id) + ":addVersion"), Map.of("payload", Map.of("data", encoded)));
        } catch (RuntimeException e) {
            withdraw(id, e);
            throw e;
        }
    }

    private void withdraw(String id, RuntimeException because) {
        try {
            delete(id);
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    @Override
    public Optional<String> get(String id) {
        JsonCalls.Answer answer = calls.send("GET", URI.create(secret(id) + "/versions/latest:access"), null);
        String encoded = answer.body().path("payload").path("data").asString(null);
        return answer.isMissing() || encoded == null
                ? Optional.empty()
                : Optional.of(new String(Base64.getDecoder().decode(encoded), UTF_8));
    }

    @Override
    public void delete(String id) {
        calls.send("DELETE", secret(id), null);
    }

    private URI secret(String id) {
        return URI.create(secrets + "/" + id);
    }
}
