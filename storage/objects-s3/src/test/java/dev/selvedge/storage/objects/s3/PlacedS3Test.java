package dev.selvedge.storage.objects.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.contract.backends.Backends;
import dev.selvedge.storage.contract.backends.S3Server;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import dev.selvedge.storage.contract.objects.ObjectStoreContract;
import dev.selvedge.storage.objects.places.PlacedObjectStore;
import dev.selvedge.storage.objects.places.Places;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A team's bucket beside objects that are elsewhere. */
class PlacedS3Test extends ObjectStoreContract {

    private static final PlaceId TEAM = new PlaceId(12);
    private static final UrlSigner SIGNER = new UrlSigner(new byte[32], null, Instant::now);

    private static S3Server server;
    private static S3ObjectStore bucket;

    private final InMemoryObjectStore home = new InMemoryObjectStore(SIGNER);

    @BeforeAll
    static void start() {
        server = S3Server.versity();
        bucket = S3ObjectStore.open(S3Location.parse(server.address()), SIGNER.within(TEAM));
    }

    @AfterAll
    static void stop() {
        Backends.close(bucket, server);
    }

    @Override
    protected String root() {
        return TEAM.prefix();
    }

    @Override
    protected int smallestPart() {
        return 5 << 20;
    }

    @Override
    protected ObjectStore store() {
        return new PlacedObjectStore(home, new Places() {
            @Override
            public Optional<ObjectStore> open(PlaceId place) {
                return Optional.of(bucket);
            }

            @Override
            public List<PlaceId> all() {
                return List.of(TEAM);
            }

            @Override
            public void putOff(PlaceId place, List<String> keys, IOException why) {
                throw new AssertionError(why);
            }
        });
    }

    @Test
    void linksLeadToTheTeamsBucketOrByItsWholeKeyThroughTheServer() {
        ObjectStore store = store();
        Duration minute = Duration.ofMinutes(1);
        assertThat(store.presignGet("https://ours", "at/12/a", null, minute).url())
                .startsWith("http://127.0.0.1:")
                .doesNotContain("at/12");
        String both =
                store.presignGetAndHead("https://ours", "at/12/a", null, minute).url();
        assertThat(SIGNER.verify(both.substring(both.lastIndexOf('/') + 1)).key())
                .isEqualTo("at/12/a");
        assertThat(home.keys()).isEmpty();
    }
}
