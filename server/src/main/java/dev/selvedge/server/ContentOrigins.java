package dev.selvedge.server;

import dev.selvedge.domain.objects.ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Which other origins a store's signed links lead to: pages must be allowed to load from them. */
public final class ContentOrigins {

    private ContentOrigins() {}

    public static Set<String> of(ObjectStore objects) {
        String url =
                objects.presignGet("", "origin", null, Duration.ofMinutes(1)).url();
        // links through this server have no origin of their own
        return url.startsWith("/") ? Set.of() : Set.of(of(URI.create(url)));
    }

    static Set<String> joined(Set<String> own, Set<String> others) {
        if (others.isEmpty()) {
            return own;
        }
        Set<String> all = new TreeSet<>(own);
        all.addAll(others);
        return all;
    }

    private static String of(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
