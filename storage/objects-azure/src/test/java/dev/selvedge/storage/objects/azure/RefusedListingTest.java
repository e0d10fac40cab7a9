package dev.selvedge.storage.objects.azure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedListingTest {

    /** As of an account whose key was revoked. */
    @Test
    void aContainerThatMayNotBeListedIsOutOfReachLikeAnyOther() throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        refusing.start();
        try {
            String endpoint = "http://127.0.0.1:" + refusing.getAddress().getPort();
            ObjectStore store = AzureObjectStore.open(
                    AzureLocation.parse("az://account:a2V5@account/objects?endpoint=" + endpoint, null),
                    new UrlSigner(new byte[32], null, Instant::now));
            assertThatThrownBy(() -> store.list("wandb_artifacts/").toList()).isInstanceOf(IOException.class);
        } finally {
            refusing.stop(0);
        }
    }
}
