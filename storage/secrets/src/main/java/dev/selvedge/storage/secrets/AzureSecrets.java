package dev.selvedge.storage.secrets;

import static dev.selvedge.storage.secrets.JsonCalls.fields;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.CredentialUnavailableException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.selvedge.domain.automations.secrets.SecretService;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Azure Key Vault. What is deleted stays with the vault's administrators for as long as the vault says; nobody can read it
 * without restoring it.
 */
final class AzureSecrets implements SecretService {

    private static final String STORE = "Azure Key Vault";
    private static final String VERSION = "?api-version=7.4";

    private final URI vault;
    private final JsonCalls calls;

    AzureSecrets(URI vault, JsonCalls.Authorization authorization) {
        this.vault = vault;
        this.calls = new JsonCalls(JsonCalls.client().build(), STORE, authorization);
    }

    static AzureSecrets of(SecretsAddress address) {
        if (address.option("vault", "").isEmpty()) {
            throw new IllegalArgumentException("it names no ?vault=https://name.vault.azure.net");
        }
        URI vault = address.uri("vault", "");
        // one of each cloud: vault.azure.net, vault.azure.cn, vault.usgovcloudapi.net
        String scope = "https://" + vault.getHost().replaceFirst("^[^.]+\\.", "") + "/.default";
        Once<TokenCredential> credential = new Once<>(AzureSecrets::credential);
        return new AzureSecrets(vault, () -> header(credential.get(), scope));
    }

    private static TokenCredential credential() {
        return new DefaultAzureCredentialBuilder()
                .httpClient(new JdkHttpClientBuilder().build())
                .build();
    }

    private static String header(TokenCredential credential, String scope) {
        try {
            return "Bearer "
                    + credential
                            .getTokenSync(new TokenRequestContext().addScopes(scope))
                            .getToken();
        } catch (ClientAuthenticationException e) {
            throw e instanceof CredentialUnavailableException
                    ? JsonCalls.away(STORE, "no credentials were found", e)
                    : JsonCalls.refused(STORE, "its credentials are not accepted");
        }
    }

    @Override
    public String kind() {
        return SecretsAddress.AZURE;
    }

    @Override
    public void put(String id, String value) {
        JsonCalls.Answer answer =
                calls.send("PUT", secret(id), fields("value", value, "tags", Map.of("managed-by", "selvedge")));
        if (answer.isMissing()) {
            throw JsonCalls.refused(STORE, "there is no such vault");
        }
    }

    @Override
    public Optional<String> get(String id) {
        JsonCalls.Answer answer = calls.send("GET", secret(id), null);
        return answer.isMissing()
                ? Optional.empty()
                : Optional.ofNullable(answer.body().path("value").asString(null));
    }

    @Override
    public void delete(String id) {
        calls.send("DELETE", secret(id), null);
    }

    private URI secret(String id) {
        return URI.create(vault + "/secrets/" + id + VERSION);
    }
}
