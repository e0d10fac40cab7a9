package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.PlaceStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The installation's own bucket and those of teams, asked anew now and then: teams change theirs while the server runs. */
final class KeptBuckets implements Supplier<List<KeptBucket>> {

    private static final Duration CURRENT_FOR = Duration.ofSeconds(15);

    private final String own;
    private final PlaceStore places;
    private final Function<ObjectPlace, String> addresses;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    private record Known(List<KeptBucket> buckets, Instant asked) {}

    /** @param own address of the installation's own bucket, empty for a folder */
    KeptBuckets(String own, PlaceStore places, Function<ObjectPlace, String> addresses, Clock clock) {
        this.own = own;
        this.places = places;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public List<KeptBucket> get() {
        Instant now = clock.instant();
        if (!known.asked().isAfter(now.minus(CURRENT_FOR))) {
            known = new Known(all(), now);
        }
        return known.buckets();
    }

    private List<KeptBucket> all() {
        List<KeptBucket> all = new ArrayList<>();
        home(own).ifPresent(all::add);
        places.all().stream()
                .filter(ObjectPlace::isElsewhere)
                .map(place -> {
                    String address = addresses.apply(place);
                    return new KeptBucket(Buckets.folder(address), place.id(), place.revision(), address);
                })
                .forEach(all::add);
        return List.copyOf(all);
    }

    static Optional<KeptBucket> home(String own) {
        return own.isBlank() ? Optional.empty() : Optional.of(new KeptBucket(Buckets.folder(own), null, 0, own));
    }
}
