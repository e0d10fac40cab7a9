package dev.selvedge.storage.secrets;

import static dev.selvedge.storage.secrets.JsonCalls.fields;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.automations.secrets.SecretService;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** One immutable Secret for each value, in one namespace. */
final class KubernetesSecrets implements SecretService {

    private static final String KEY = "value";

    private final KubernetesApi api;

    KubernetesSecrets(KubernetesApi api) {
        this.api = api;
    }

    @Override
    public String kind() {
        return SecretsAddress.KUBERNETES;
    }

    @Override
    public void put(String id, String value) {
        String encoded = Base64.getEncoder().encodeToString(value.getBytes(UTF_8));
        JsonCalls.Answer answer = api.calls()
                .send(
                        "POST",
                        api.secrets(),
                        fields(
                                "apiVersion",
                                "v1",
                                "kind",
                                "Secret",
                                "metadata",
                                fields("name", id, "labels", Map.of("app.kubernetes.io/managed-by", "selvedge")),
                                "type",
                                "Opaque",
                                "immutable",
                                true,
                                "data",
                                Map.of(KEY, encoded)));
        if (answer.isMissing()) {
            throw JsonCalls.refused(api.name(), "there is no such namespace");
        }
    }

    @Override
    public Optional<String> get(String id) {
        JsonCalls.Answer answer = api.calls().send("GET", secret(id), null);
        String encoded = answer.body().path("data").path(KEY).asString(null);
        return answer.isMissing() || encoded == null
                ? Optional.empty()
                : Optional.of(new String(Base64.getDecoder().decode(encoded), UTF_8));
    }

    @Override
    public void delete(String id) {
        api.calls().send("DELETE", secret(id), null);
    }

    private URI secret(String id) {
        return URI.create(api.secrets() + "/" + id);
    }
}
