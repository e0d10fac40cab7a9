package dev.selvedge.storage.objects.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcsLocationTest {

    @Test
    void aBucketMayHaveAPrefixAndEndpoints() {
        GcsLocation location = GcsLocation.parse("gs://models/team/a?public=https://files.example/");
        assertThat(location.bucket()).isEqualTo("models");
        assertThat(location.prefix()).isEqualTo("team/a/");
        assertThat(location.endpoint()).isNull();
        assertThat(location.publicEndpoint()).isEqualTo("https://files.example");
        assertThat(GcsLocation.parse("gs://models").prefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "s3://models", "gs://", "gs:///x", "gs://key:secret@models"})
    void whatNamesNoBucketIsRefused(String text) {
        assertThatThrownBy(() -> GcsLocation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
