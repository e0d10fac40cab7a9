package dev.selvedge.storage.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.secrets.SecretService;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.secrets.FakeStore.Answer;
import dev.selvedge.storage.secrets.FakeStore.Asked;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleSecretsTest extends SecretServiceContract {

    private static final String PATH = "/v1/projects/p-1/secrets";
    private static final Answer MISSING = new Answer(404, Map.of("error", Map.of("message", "not found")));

    @Override
    FakeStore store() {
        return new FakeStore(GoogleSecretsTest::answer);
    }

    private static Answer answer(Asked asked, Map<String, String> values) {
        String path = asked.path();
        if (path.startsWith(PATH + "?secretId=")) {
            values.put(path.substring(path.indexOf('=') + 1), "");
            return new Answer(200, Map.of());
        }
        String id = path.substring(PATH.length() + 1).replaceFirst("[:/].*", "");
        if (!values.containsKey(id)) {
            return MISSING;
        }
        if (path.endsWith(":addVersion")) {
            values.put(id, asked.body().path("payload").path("data").asString());
        } else if (path.endsWith("/versions/latest:access")) {
            return new Answer(200, Map.of("payload", Map.of("data", values.get(id))));
        } else {
            values.remove(id);
        }
        return new Answer(200, Map.of());
    }

    @Override
    SecretService service(FakeStore store) {
        return new GoogleSecrets(store.uri(), "p-1", () -> "Bearer t");
    }

    @Override
    Object refusal(String message) {
        return Map.of("error", Map.of("code", 403, "message", message, "status", "PERMISSION_DENIED"));
    }

    @Test
    void aSecretThatGotNoValueIsTakenBack() {
        store.close();
        store = new FakeStore((asked, values) -> asked.path().endsWith(":addVersion")
                ? new Answer(400, Map.of("error", Map.of("message", "no version")))
                : answer(asked, values));
        service = service(store);
        assertThatThrownBy(() -> service.put(ID, VALUE)).isInstanceOf(Fault.class);
        assertThat(store.values).isEmpty();
        assertThat(store.asked).extracting(Asked::method).containsExactly("POST", "POST", "DELETE");
        assertThat(store.asked.getFirst().authorization()).isEqualTo("Bearer t");
    }

    @Test
    void theProjectIsNamedByTheAddressOrTheEnvironment() {
        SecretsAddress address = SecretsAddress.of("gcp-secretmanager://team");
        assertThatThrownBy(() -> SecretServices.of(address, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(SecretServices.of(address, Map.of("GOOGLE_CLOUD_PROJECT", "p-1"))
                        .kind())
                .isEqualTo("gcp-secretmanager");
    }
}
