package dev.selvedge.storage.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.automations.secrets.SecretService;
import dev.selvedge.storage.secrets.FakeStore.Answer;
import dev.selvedge.storage.secrets.FakeStore.Asked;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureSecretsTest extends SecretServiceContract {

    private static final String PATH = "/secrets/";

    @Override
    FakeStore store() {
        return new FakeStore(AzureSecretsTest::answer);
    }

    private static Answer answer(Asked asked, Map<String, String> values) {
        String id = asked.path().substring(PATH.length()).replaceFirst("\\?.*", "");
        if (asked.method().equals("PUT")) {
            values.put(id, asked.body().path("value").asString());
        }
        String value = asked.method().equals("DELETE") ? values.remove(id) : values.get(id);
        return value == null
                ? new Answer(404, Map.of("error", Map.of("code", "SecretNotFound", "message", "not found")))
                : new Answer(200, Map.of("id", store(id), "value", value));
    }

    private static String store(String id) {
        return "https://team.vault.azure.net/secrets/" + id + "/0123";
    }

    @Override
    SecretService service(FakeStore store) {
        return new AzureSecrets(store.uri(), () -> "Bearer t");
    }

    @Override
    Object refusal(String message) {
        return Map.of("error", Map.of("code", "Forbidden", "message", message));
    }

    @Test
    void requestsNameTheVersionOfTheInterfaceAndTheBearer() {
        service.get(ID);
        assertThat(store.asked.getFirst().path()).isEqualTo("/secrets/" + ID + "?api-version=7.4");
        assertThat(store.asked.getFirst().authorization()).isEqualTo("Bearer t");
    }
}
