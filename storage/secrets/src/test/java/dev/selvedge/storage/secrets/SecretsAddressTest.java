package dev.selvedge.storage.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsAddressTest {

    @Test
    void theFormsOfTheReferenceAreRead() {
        assertThat(SecretsAddress.of("k8s-secretmanager://wandb-secret").prefix())
                .isEqualTo("wandb-secret");
        assertThat(SecretsAddress.of("aws-secretmanager"))
                .isEqualTo(new SecretsAddress("aws-secretmanager", "selvedge", Map.of()));
        assertThat(SecretsAddress.of("az-secretmanager://wandb?vault=https%3A%2F%2Fv.vault.azure.net")
                        .options())
                .containsEntry("vault", "https://v.vault.azure.net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vault://x",
                "aws-secretmanager://Big",
                "aws-secretmanager://a_b",
                "aws-secretmanager://a?zone=1",
                "gcp-secretmanager://a?project",
                "k8s-secretmanager://-a"
            })
    void whatIsNoAddressIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> SecretsAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".{10,}");
    }

    @Test
    void aVaultIsNamedWithItsAddress() {
        assertThatThrownBy(() -> SecretServices.of(SecretsAddress.of("az-secretmanager://a"), Map.of()))
                .hasMessageContaining("?vault=");
        assertThatThrownBy(() -> SecretServices.of(SecretsAddress.of("az-secretmanager://a?vault=v"), Map.of()))
                .hasMessageContaining("https://");
    }
}
