package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import dev.selvedge.storage.objects.remote.ProxiedObjectStore;
import dev.selvedge.storage.objects.s3.S3Location;
import dev.selvedge.storage.objects.s3.S3ObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentOriginsTest {

    private final UrlSigner signer = new UrlSigner(new byte[32], null, Instant::now);

    private ObjectStore s3(String address) {
        return S3ObjectStore.open(S3Location.parse(address), signer);
    }

    @Test
    void pagesLoadFromWhereClientsSeeTheBucket() {
        assertThat(ContentOrigins.of(s3("s3://k:s@10.0.0.7:9000/models"))).containsExactly("http://10.0.0.7:9000");
        assertThat(ContentOrigins.of(s3("s3://k:s@10.0.0.7:9000/models?public=https://files.example.org")))
                .containsExactly("https://files.example.org");
    }

    @Test
    void linksThroughTheServerNeedNoOtherOrigin(@TempDir Path folder) throws Exception {
        assertThat(ContentOrigins.of(LocalObjectStore.open(folder, signer))).isEmpty();
        assertThat(ContentOrigins.of(new ProxiedObjectStore(s3("s3://k:s@10.0.0.7:9000/models"), signer)))
                .isEmpty();
    }
}
