package dev.selvedge.storage.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.secrets.SecretService;
import dev.selvedge.storage.secrets.FakeStore.Answer;
import dev.selvedge.storage.secrets.FakeStore.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesSecretsTest extends SecretServiceContract {

    private static final String PATH = "/api/v1/namespaces/team-secrets/secrets";

    @TempDir
    Path folder;

    @Override
    FakeStore store() {
        return new FakeStore(KubernetesSecretsTest::answer);
    }

    private static Answer answer(Asked asked, Map<String, String> values) {
        if (asked.method().equals("POST") && asked.path().equals(PATH)) {
            String name = asked.body().path("metadata").path("name").asString();
            String value = asked.body().path("data").path("value").asString();
            return values.putIfAbsent(name, value) == null
                    ? new Answer(201, asked.body())
                    : new Answer(409, Map.of("message", "already exists"));
        }
        String name = asked.path().substring(PATH.length() + 1);
        String value = asked.method().equals("DELETE") ? values.remove(name) : values.get(name);
        return value == null
                ? new Answer(404, Map.of("message", "secrets \"" + name + "\" not found"))
                : new Answer(200, Map.of("data", Map.of("value", value)));
    }

    @Override
    SecretService service(FakeStore store) {
        try {
            Path token = Files.writeString(folder.resolve("token"), "first\n");
            return SecretServices.of(
                    SecretsAddress.of("k8s-secretmanager://team?namespace=team-secrets&server=" + store.uri()
                            + "&token-file=" + token),
                    Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    Object refusal(String message) {
        return Map.of("kind", "Status", "message", message);
    }

    @Test
    void aValueIsAnImmutableSecretOfItsOwn() {
        service.put(ID, VALUE);
        Asked asked = store.asked.getFirst();
        assertThat(asked.body().path("kind").asString()).isEqualTo("Secret");
        assertThat(asked.body().path("immutable").asBoolean()).isTrue();
        assertThat(Base64.getDecoder()
                        .decode(asked.body().path("data").path("value").asString()))
                .isEqualTo(VALUE.getBytes(UTF_8));
    }

    /** The kubelet writes a new one each hour. */
    @Test
    void theTokenIsReadForEachRequest() throws IOException {
        service.get(ID);
        Files.writeString(folder.resolve("token"), "second\n");
        service.get(ID);
        assertThat(store.asked).extracting(Asked::authorization).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void outsideOfAClusterTheAddressNamesTheServer() {
        assertThatThrownBy(() -> SecretServices.of(SecretsAddress.of("k8s-secretmanager://x?namespace=n"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KUBERNETES_SERVICE_HOST");
    }
}
