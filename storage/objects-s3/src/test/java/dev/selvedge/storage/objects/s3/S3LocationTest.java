package dev.selvedge.storage.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {

    @Test
    void aBucketOfAmazonsTakesCredentialsFromTheEnvironment() {
        S3Location location = S3Location.parse("s3://models/team/a?region=eu-west-1&kms=key-1");
        assertThat(location.bucket()).isEqualTo("models");
        assertThat(location.prefix()).isEqualTo("team/a/");
        assertThat(location.region()).isEqualTo("eu-west-1");
        assertThat(location.kmsKeyId()).isEqualTo("key-1");
        assertThat(location.endpoint()).isNull();
        assertThat(location.accessKey()).isNull();
        assertThat(location.pathStyle()).isFalse();
    }

    @Test
    void aBucketOfAnotherServerNamesItsHostAndCredentials() {
        S3Location location =
                S3Location.parse("s3://user:se%2Fcr+et@minio:9000/models?tls=true&public=https://files.example");
        assertThat(location.endpoint()).isEqualTo(URI.create("https://minio:9000"));
        assertThat(location.publicEndpoint()).isEqualTo(URI.create("https://files.example"));
        assertThat(location.bucket()).isEqualTo("models");
        assertThat(location.prefix()).isEmpty();
        assertThat(location.accessKey()).isEqualTo("user");
        assertThat(location.secretKey()).isEqualTo("se/cr+et");
        assertThat(location.pathStyle()).isTrue();
        assertThat(location.toString()).doesNotContain("cr+et").doesNotContain("user");
    }

    @Test
    void aBucketOfCoreWeaveHasItsHostNameBefore() {
        S3Location location = S3Location.parse("cw://models/team?region=us-east-04a");
        assertThat(location.endpoint()).isEqualTo(URI.create("https://cwobject.com"));
        assertThat(location.bucket()).isEqualTo("models");
        assertThat(location.pathStyle()).isFalse();
        S3Location withKeys = S3Location.parse("cw://user:secret@cwobject.com/models/team");
        assertThat(withKeys.endpoint()).isEqualTo(URI.create("https://cwobject.com"));
        assertThat(withKeys.bucket()).isEqualTo("models");
        assertThat(withKeys.accessKey()).isEqualTo("user");
        assertThat(withKeys.pathStyle()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "s3.amazonaws.com/models?region=eu-west-1&tls=true, eu-west-1",
        "s3.amazonaws.com/models, us-east-1",
        "s3.eu-central-1.amazonaws.com:443/models?tls=true, eu-central-1",
        "s3-ap-southeast-2.amazonaws.com/models, ap-southeast-2",
        "s3.us-gov-west-1.amazonaws.com/models, us-gov-west-1"
    })
    void keysForAmazonNameTheRegionAndNotTheMachine(String rest, String region) {
        S3Location location = S3Location.parse("s3://user:secret@" + rest);
        assertThat(location.endpoint()).isNull();
        assertThat(location.pathStyle()).isFalse();
        assertThat(location.region()).isEqualTo(region);
        assertThat(location.bucket()).isEqualTo("models");
        assertThat(location.accessKey()).isEqualTo("user");
    }

    @Test
    void theStyleOfAnotherServersAddressesCanBeChosen() {
        assertThat(S3Location.parse("s3://user:secret@objects:9000/models").pathStyle())
                .isTrue();
        assertThat(S3Location.parse("s3://user:secret@objects:9000/models?path-style=false")
                        .pathStyle())
                .isFalse();
        assertThat(S3Location.parse("s3://models?path-style=true").pathStyle()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models",
                "gs://models",
                "s3://",
                "s3://user@host/bucket",
                "s3://user:secret@host",
                "s3:///x",
                "s3://user:secret@my_minio:9000/models"
            })
    void whatNamesNoBucketIsRefused(String text) {
        assertThatThrownBy(() -> S3Location.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
