package dev.selvedge.storage.secrets;

import dev.selvedge.domain.automations.secrets.SecretService;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** AWS Secrets Manager, with the credentials that the process finds as every AWS program does. */
final class AwsSecrets implements SecretService {

    private static final String STORE = "AWS Secrets Manager";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Supplier<SecretsManagerClient> client;

    AwsSecrets(Supplier<SecretsManagerClient> client) {
        this.client = client;
    }

    static AwsSecrets of(SecretsAddress address) {
        return new AwsSecrets(new Once<>(() -> client(address)));
    }

    private static SecretsManagerClient client(SecretsAddress address) {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .overrideConfiguration(config -> config.apiCallTimeout(ANSWER_WITHIN))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        if (!address.option("region", "").isEmpty()) {
            builder.region(Region.of(address.option("region", "")));
        }
        if (!address.option("endpoint", "").isEmpty()) {
            builder.endpointOverride(address.uri("endpoint", ""));
        }
        return builder.build();
    }

    @Override
    public String kind() {
        return SecretsAddress.AWS;
    }

    @Override
    public void put(String id, String value) {
        asked(() -> client.get()
                .createSecret(request -> request.name(id)
                        .secretString(value)
                        .tags(Tag.builder().key("managed-by").value("selvedge").build())));
    }

    @Override
    public Optional<String> get(String id) {
        return asked(() -> {
            try {
                return Optional.ofNullable(client.get()
                        .getSecretValue(request -> request.secretId(id))
                        .secretString());
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** At once: what a team deleted must not stay readable for a month. */
    @Override
    public void delete(String id) {
        asked(() -> client.get().deleteSecret(request -> request.secretId(id).forceDeleteWithoutRecovery(true)));
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SecretsManagerException e) {
            throw e.statusCode() >= 500 || e.isThrottlingException()
                    ? JsonCalls.away(STORE, "it answers with " + e.statusCode(), e)
                    : JsonCalls.refused(
                            STORE,
                            e.awsErrorDetails().errorCode() + " "
                                    + e.awsErrorDetails().errorMessage());
        } catch (SdkClientException e) {
            throw away(e);
        }
    }

    private static Fault away(SdkClientException e) {
        return JsonCalls.away(STORE, String.valueOf(e.getMessage()), e);
    }
}
