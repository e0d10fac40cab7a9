package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.objects.places.BucketProbe;
import dev.selvedge.platform.Fault;
import dev.selvedge.server.ContentOrigins;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backends.SupportedStores;
import dev.selvedge.storage.objects.remote.BucketDoctor;
import dev.selvedge.storage.objects.remote.CorsSettable;
import java.io.IOException;
import java.util.List;

/** Tries buckets as the doctor does. */
final class ProbedBuckets implements BucketProbe {

    private final UrlSigner signer;
    private final String home;
    private final boolean proxied;
    private final SupportedStores stores;

    /**
     * @param home location of the installation's own bucket; empty for a folder
     * @param proxied whether bytes pass through the server, so that pages and clients need no way to the bucket
     * @param stores whose credentials need not be said
     */
    ProbedBuckets(UrlSigner signer, String home, boolean proxied, SupportedStores stores) {
        this.stores = stores;
        this.signer = signer;
        this.home = home;
        this.proxied = proxied;
    }

    @Override
    public String location(String address) {
        String location;
        try {
            location = Buckets.location(stores.complete(address));
        } catch (IllegalArgumentException e) {
            throw Fault.invalid("The address of the bucket cannot be read: " + e.getMessage());
        }
        if (location.equals(home)) {
            throw Fault.invalid("The bucket " + location + " is the installation's own; give the team a path in it");
        }
        return location;
    }

    @Override
    public Found examine(String given, String pages, boolean allowPages) {
        String location = location(given);
        String address = stores.complete(given);
        try {
            ObjectStore store = Buckets.opened(address, signer);
            List<String> troubles = troubles(store, proxied ? "" : pages, allowPages && !proxied);
            String origin =
                    proxied ? "" : ContentOrigins.of(store).stream().findFirst().orElse("");
            return new Found(address, location, origin, troubles);
        } catch (StartFailure | IllegalArgumentException e) {
            return new Found(address, location, "", List.of(e.getMessage()));
        }
    }

    private static List<String> troubles(ObjectStore store, String pages, boolean allowPages) {
        if (allowPages && store instanceof CorsSettable settable) {
            try {
                settable.allowOrigin(pages);
            } catch (IOException e) {
                return List.of("its CORS rules cannot be set (" + e.getMessage() + ")");
            }
        }
        return BucketDoctor.examine(store, pages).stream()
                .flatMap(finding -> finding.trouble().map(trouble -> finding.what() + ": " + trouble).stream())
                .toList();
    }
}
