package dev.selvedge.server.rooms;

import dev.selvedge.domain.automations.secrets.SecretBox;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.domain.objects.places.TeamBuckets;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.storage.objects.places.Places;
import dev.selvedge.storage.objects.remote.ProxiedObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The buckets of teams, opened when they are first needed and again when another server has changed how. */
public final class TeamStores implements Places {

    private static final Logger log = LoggerFactory.getLogger(TeamStores.class);

    /** How long another server's change may stay unnoticed here. */
    private static final Duration CURRENT_FOR = Duration.ofSeconds(15);

    /** The key that seals their addresses. */
    public static final String KEY = "bucket-addresses";

    private final PlaceStore places;
    private final SecretBox box;
    private final UrlSigner signer;
    private final boolean proxied;
    private final Clock clock;
    private final Map<PlaceId, Opened> opened = new ConcurrentHashMap<>();
    private volatile Origins origins = new Origins(Set.of(), Instant.MIN);

    /** @param store empty when its objects have come home */
    private record Opened(Optional<ObjectStore> store, long revision, Instant asked) {}

    private record Origins(Set<String> all, Instant asked) {}

    /** @param proxied whether bytes pass through the server */
    public TeamStores(PlaceStore places, SecretBox box, UrlSigner signer, boolean proxied, Clock clock) {
        this.places = places;
        this.box = box;
        this.signer = signer;
        this.proxied = proxied;
        this.clock = clock;
    }

    /** For a command, which reads and signs nothing that clients use. */
    static TeamStores ofCommand(PlaceStore places, ServerKeys keys, UrlSigner signer) {
        return new TeamStores(places, new SecretBox(keys.secret(KEY)), signer, false, Clock.systemUTC());
    }

    @Override
    public Optional<ObjectStore> open(PlaceId id) throws IOException {
        Opened known = opened.get(id);
        if (known != null && isCurrent(known.asked())) {
            return known.store();
        }
        ObjectPlace place = places.find(id).orElseThrow(() -> new IOException("There is no place " + id.value()));
        Opened now = known != null && known.revision() == place.revision()
                ? new Opened(known.store(), known.revision(), clock.instant())
                : new Opened(store(place), place.revision(), clock.instant());
        opened.put(id, now);
        return now.store();
    }

    private boolean isCurrent(Instant asked) {
        return asked.isAfter(clock.instant().minus(CURRENT_FOR));
    }

    private Optional<ObjectStore> store(ObjectPlace place) throws IOException {
        if (!place.isElsewhere()) {
            return Optional.empty();
        }
        try {
            UrlSigner own = signer.within(place.id());
            ObjectStore store = Buckets.known(address(place), own);
            return Optional.of(proxied ? new ProxiedObjectStore(store, own) : store);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException("The bucket " + place.location() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Also what opens it. */
    public String address(ObjectPlace place) {
        return box.open(place.sealedAddress(), TeamBuckets.owner(place.location()));
    }

    @Override
    public List<PlaceId> all() {
        return places.all().stream()
                .filter(ObjectPlace::isElsewhere)
                .map(ObjectPlace::id)
                .toList();
    }

    /**
     * Where signed links to them lead. Asked by every answer, the probes' too, so it never waits for the database but the
     * first time, and while that is away what was known stays.
     */
    public Set<String> origins() {
        if (proxied) {
            return Set.of();
        }
        Origins known = origins;
        if (!isCurrent(known.asked())) {
            boolean first = known.asked().equals(Instant.MIN);
            origins = new Origins(known.all(), clock.instant());
            if (first) {
                findOrigins();
            } else {
                Thread.ofVirtual().name("team-bucket-origins").start(this::findOrigins);
            }
        }
        return origins.all();
    }

    private void findOrigins() {
        try {
            origins = new Origins(
                    places.all().stream()
                            .map(ObjectPlace::origin)
                            .filter(origin -> !origin.isEmpty())
                            .collect(Collectors.toUnmodifiableSet()),
                    clock.instant());
        } catch (RuntimeException e) {
            log.debug("The buckets of teams are asked for again later", e);
        }
    }

    @Override
    public void putOff(PlaceId place, List<String> keys, IOException why) {
        log.warn(
                "{} objects are deleted later, the bucket of a team does not answer: {}",
                keys.size(),
                why.getMessage());
        places.putOff(place, keys, clock.instant());
    }
}
