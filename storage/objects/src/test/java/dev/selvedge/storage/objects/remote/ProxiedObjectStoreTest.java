package dev.selvedge.storage.objects.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.Grant;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import dev.selvedge.storage.contract.objects.ObjectStoreContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** It keeps what any store keeps, and every link leads to the server. */
class ProxiedObjectStoreTest extends ObjectStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final UrlSigner signer = new UrlSigner(new byte[32], null, Instant::now);
    private final ObjectStore store = new ProxiedObjectStore(new InMemoryObjectStore(), signer);

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void everyLinkLeadsToTheServerAndGrantsOneThing() {
        UploadRule rule = new UploadRule(null, "text/plain");
        SignedUrl get = store.presignGet("https://ours", "runs/1/a", null, MINUTE);
        SignedUrl both = store.presignGetAndHead("https://ours", "runs/1/a", null, MINUTE);
        SignedUrl put = store.presignPut("https://ours", "runs/1/a", rule, MINUTE);
        SignedUrl part = store.presignPart("https://ours", "runs/1/a", "upload", 3, rule, MINUTE);
        for (SignedUrl url : new SignedUrl[] {get, both, put, part}) {
            assertThat(url.url()).startsWith("https://ours/storage/");
        }
        assertThat(put.headers()).containsEntry("Content-Type", "text/plain");
        assertThat(grant(get)).isInstanceOf(Grant.Download.class);
        assertThat(grant(put)).isEqualTo(new Grant.Upload("runs/1/a", rule));
        assertThat(grant(part)).isEqualTo(new Grant.PartUpload("runs/1/a", "upload", 3, rule));
    }

    private Grant grant(SignedUrl url) {
        return signer.verify(url.url().substring(url.url().lastIndexOf('/') + 1));
    }
}
