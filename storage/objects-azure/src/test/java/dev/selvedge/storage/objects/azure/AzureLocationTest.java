package dev.selvedge.storage.objects.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AzureLocationTest {

    @Test
    void anAccountIsReachedAtItsUsualAddress() {
        AzureLocation location = AzureLocation.parse("az://acme/models/team/a", "secret");
        assertThat(location.account()).isEqualTo("acme");
        assertThat(location.container()).isEqualTo("models");
        assertThat(location.prefix()).isEqualTo("team/a/");
        assertThat(location.endpoint()).isEqualTo(URI.create("https://acme.blob.core.windows.net"));
        assertThat(location.publicEndpoint()).isEqualTo(location.endpoint());
        assertThat(location.key()).isEqualTo("secret");
    }

    @Test
    void withoutAKeyTheIdentityOfTheMachineServes() {
        assertThat(AzureLocation.parse("az://acme/models", null).key()).isNull();
        assertThat(AzureLocation.parse("az://acme/models", "").key()).isNull();
    }

    @Test
    void theAddressMayHoldTheKeyAndOtherEndpoints() {
        AzureLocation location = AzureLocation.parse(
                "az://:a%2Bb%3D%3D@acme/models?endpoint=http://127.0.0.1:10000/acme/&public=https://files.example",
                "x");
        assertThat(location.account()).isEqualTo("acme");
        assertThat(location.key()).isEqualTo("a+b==");
        assertThat(location.endpoint()).isEqualTo(URI.create("http://127.0.0.1:10000/acme"));
        assertThat(location.publicEndpoint()).isEqualTo(URI.create("https://files.example"));
        assertThat(location.toString()).doesNotContain("a+b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "s3://acme/models", "az://", "az:///models", "az://acme"})
    void whatNamesNoContainerIsRefused(String text) {
        assertThatThrownBy(() -> AzureLocation.parse(text, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
