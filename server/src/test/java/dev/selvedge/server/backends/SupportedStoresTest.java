package dev.selvedge.server.backends;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SupportedStoresTest {

    private final SupportedStores stores = new SupportedStores(
            "s3://key:secret@objects.example.org:9000?tls=true&region=us-east-1, cw://k:s@cwobject.com");

    @Test
    void aBucketOnAKnownHostTakesItsCredentialsAndOptions() {
        assertThat(stores.complete("s3://objects.example.org:9000/red/of/the-team"))
                .isEqualTo("s3://key:secret@objects.example.org:9000/red/of/the-team?tls=true&region=us-east-1");
        assertThat(stores.complete("cw://cwobject.com/red")).isEqualTo("cw://k:s@cwobject.com/red");
    }

    @Test
    void whatSaysMoreOrIsElsewhereStaysAsItIs() {
        for (String address : new String[] {
            "s3://a:b@objects.example.org:9000/red",
            "s3://red/path",
            "s3://objects.example.org/red",
            "gs://red",
            "",
            "red"
        }) {
            assertThat(stores.complete(address)).isEqualTo(address);
            assertThat(new SupportedStores(null).complete(address)).isEqualTo(address);
        }
    }
}
