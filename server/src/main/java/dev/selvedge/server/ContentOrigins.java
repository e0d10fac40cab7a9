package dev.selvedge.server;

import dev.selvedge.domain.objects.ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Which other origins a store's signed links lead to: pages must be allowed to load from them. */
final class ContentOrigins {

    private ContentOrigins() {}

    static Set<String> of(ObjectStore objects) {
        String url =
                objects.presignGet("", "origin", null, Duration.ofMinutes(1)).url();
        // links through this server have no origin of their own
        return url.startsWith("/") ? Set.of() : Set.of(of(URI.create(url)));
    }

    private static String of(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
