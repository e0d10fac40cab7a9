package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.storage.objects.remote.BucketDoctor;
import dev.selvedge.storage.objects.remote.CorsSettable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Asks of the buckets of teams what is asked of the installation's own. */
public final class TeamBucketDoctor {

    /** What was found about one of them. */
    public record Report(String location, List<Found> findings) {}

    /** @param trouble null when all is well */
    public record Found(String what, String trouble) {}

    private TeamBucketDoctor() {}

    /**
     * Of those that keep objects, also of teams that have another one by now.
     *
     * @param pages origin of the pages; empty leaves CORS out
     * @param allowPages first lets those pages use the buckets, where their kind can be told
     */
    public static List<Report> examine(PlaceStore places, ServerKeys keys, String pages, boolean allowPages) {
        List<ObjectPlace> elsewhere =
                places.all().stream().filter(ObjectPlace::isElsewhere).toList();
        if (elsewhere.isEmpty()) {
            return List.of();
        }
        UrlSigner signer = new UrlSigner(new byte[32], null, Clock.systemUTC());
        TeamStores stores = TeamStores.ofCommand(places, keys, signer);
        return elsewhere.stream()
                .map(place -> examine(place, stores, signer, pages, allowPages))
                .toList();
    }

    private static Report examine(
            ObjectPlace place, TeamStores stores, UrlSigner signer, String pages, boolean allowPages) {
        try {
            ObjectStore store = Buckets.opened(stores.address(place), signer);
            if (allowPages && store instanceof CorsSettable settable) {
                settable.allowOrigin(pages);
            }
            return new Report(
                    place.location(),
                    BucketDoctor.examine(store, pages).stream()
                            .map(TeamBucketDoctor::found)
                            .toList());
        } catch (StartFailure | IOException | IllegalArgumentException | IllegalStateException e) {
            return new Report(place.location(), List.of(new Found("the server reaches it", e.getMessage())));
        }
    }

    private static Found found(BucketDoctor.Finding finding) {
        Optional<String> trouble = finding.trouble();
        return new Found(finding.what(), trouble.orElse(null));
    }
}
