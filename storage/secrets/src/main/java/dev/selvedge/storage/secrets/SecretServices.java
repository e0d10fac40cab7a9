package dev.selvedge.storage.secrets;

import dev.selvedge.domain.automations.secrets.SecretService;
import java.util.Map;

/** The store that an address names. None is asked before the first secret. */
public final class SecretServices {

    private SecretServices() {}

    /** @throws IllegalArgumentException with one sentence when something is missing */
    public static SecretService of(SecretsAddress address, Map<String, String> environment) {
        return switch (address.kind()) {
            case SecretsAddress.KUBERNETES -> new KubernetesSecrets(KubernetesApi.of(address, environment));
            case SecretsAddress.AWS -> AwsSecrets.of(address);
            case SecretsAddress.GOOGLE -> GoogleSecrets.of(address, environment);
            case SecretsAddress.AZURE -> AzureSecrets.of(address);
            default -> throw new IllegalArgumentException("no store is called " + address.kind());
        };
    }
}
