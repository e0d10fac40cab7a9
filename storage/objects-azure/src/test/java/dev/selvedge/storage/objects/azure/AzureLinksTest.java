package dev.selvedge.storage.objects.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.Grant;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.UrlSigner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Signing asks no server. */
class AzureLinksTest {

    private static final UrlSigner SIGNER = new UrlSigner(new byte[32], null, Instant::now);
    private static final Presentation PAGE = new Presentation("page.html", "text/html", true);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ObjectStore store = AzureObjectStore.open(
            AzureLocation.parse("az://account:a2V5@host/box/pre/fix?endpoint=http://127.0.0.1:1/account", null),
            SIGNER);

    @Test
    void downloadsComeFromTheContainer() {
        assertThat(store.presignGet("http://here", "runs/1/a", PAGE, MINUTE).url())
                .startsWith("http://127.0.0.1:1/account/box/");
    }

    /** Files that run as pages are shown by such links: the container cannot send the policy that shuts them in. */
    @Test
    void linksForGetAndHeadPassThroughTheServer() {
        String url =
                store.presignGetAndHead("http://here", "runs/1/a", PAGE, MINUTE).url();
        assertThat(url).startsWith("http://here/storage/runs/1/a/");
        assertThat(SIGNER.verify(url.substring(url.lastIndexOf('/') + 1)))
                .isEqualTo(new Grant.Download("runs/1/a", PAGE));
    }
}
