package dev.selvedge.storage.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.automations.secrets.SecretService;
import dev.selvedge.storage.secrets.FakeStore.Answer;
import dev.selvedge.storage.secrets.FakeStore.Asked;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class AwsSecretsTest extends SecretServiceContract {

    @Override
    FakeStore store() {
        return new FakeStore(AwsSecretsTest::answer);
    }

    private static Answer answer(Asked asked, Map<String, String> values) {
        String id = asked.body().path("SecretId").asString("");
        return switch (asked.target()) {
            case "secretsmanager.CreateSecret" -> {
                String name = asked.body().path("Name").asString();
                values.put(name, asked.body().path("SecretString").asString());
                yield new Answer(200, Map.of("Name", name));
            }
            case "secretsmanager.GetSecretValue" ->
                values.containsKey(id)
                        ? new Answer(200, Map.of("Name", id, "SecretString", values.get(id)))
                        : new Answer(400, Map.of("__type", "ResourceNotFoundException", "Message", "can't find it"));
            case "secretsmanager.DeleteSecret" -> {
                values.remove(id);
                yield new Answer(200, Map.of("Name", id));
            }
            default -> new Answer(400, Map.of("__type", "UnknownOperationException"));
        };
    }

    @Override
    SecretService service(FakeStore store) {
        SecretsManagerClient client = SecretsManagerClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(store.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "k")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return new AwsSecrets(() -> client);
    }

    @Override
    Object refusal(String message) {
        return Map.of("__type", "AccessDeniedException", "Message", message);
    }

    @Test
    void requestsAreSignedAndAValueIsDeletedAtOnce() {
        service.put(ID, VALUE);
        service.delete(ID);
        assertThat(store.asked.getFirst().authorization())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-central-1/secretsmanager/aws4_request");
        assertThat(store.asked
                        .getLast()
                        .body()
                        .path("ForceDeleteWithoutRecovery")
                        .asBoolean())
                .isTrue();
    }
}
