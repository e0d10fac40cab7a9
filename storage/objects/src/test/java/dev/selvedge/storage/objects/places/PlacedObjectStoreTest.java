package dev.selvedge.storage.objects.places;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.Grant;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import dev.selvedge.storage.contract.objects.ObjectStoreContract;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place keeps what any store keeps, apart from what is at home. */
class PlacedObjectStoreTest extends ObjectStoreContract {

    private static final PlaceId SEVEN = new PlaceId(7);
    private static final PlaceId HOMECOMER = new PlaceId(8);

    @TempDir
    Path folder;

    private final UrlSigner signer = new UrlSigner(new byte[32], null, Instant::now);
    private final InMemoryObjectStore home = new InMemoryObjectStore(signer);
    private final List<String> putOff = new ArrayList<>();
    private LocalObjectStore seven;
    private boolean away;
    private PlacedObjectStore store;

    @BeforeEach
    void aHomeAndTwoPlaces() throws IOException {
        seven = LocalObjectStore.open(folder, signer.within(SEVEN));
        store = new PlacedObjectStore(home, new Places() {
            @Override
            public Optional<ObjectStore> open(PlaceId place) throws IOException {
                if (place.equals(HOMECOMER)) {
                    return Optional.empty();
                }
                if (away || !place.equals(SEVEN)) {
                    throw new IOException("away");
                }
                return Optional.of(seven);
            }

            @Override
            public List<PlaceId> all() {
                return List.of(SEVEN);
            }

            @Override
            public void putOff(PlaceId place, List<String> keys, IOException why) {
                putOff.addAll(keys);
            }
        });
    }

    @Override
    protected ObjectStore store() throws IOException {
        aHomeAndTwoPlaces();
        return store;
    }

    @Override
    protected String root() {
        return SEVEN.prefix();
    }

    private void put(String key) throws IOException {
        store.put(key, new ByteArrayInputStream(key.getBytes(UTF_8)), key.length());
    }

    @Test
    void eachKeyLiesWhereItSays() throws IOException {
        put("a");
        put("at/7/a");
        put("at/8/a");
        assertThat(home.keys()).containsExactly("a", "at/8/a");
        assertThat(seven.head("a"))
                .hasValueSatisfying(meta -> assertThat(meta.size()).isEqualTo(6));
        assertThat(store.list("at/7/")).extracting(ObjectStore.Meta::key).containsExactly("at/7/a");
        assertThat(store.roots()).containsExactly("", "at/7/");
    }

    @Test
    void copiesLeadFromOnePlaceToAnother() throws IOException {
        put("at/7/a");
        store.copy("at/7/a", "b");
        assertThat(home.content("b")).isEqualTo("at/7/a".getBytes(UTF_8));
    }

    @Test
    void linksThroughTheServerNameTheWholeKey() {
        String url = store.presignGet("https://ours", "at/7/a", null, Duration.ofMinutes(1))
                .url();
        Grant grant = signer.verify(url.substring(url.lastIndexOf('/') + 1));
        assertThat(grant.key()).isEqualTo("at/7/a");
    }

    @Test
    void aPlaceThatIsAwayFailsAloneAndItsDeletionsAreMadeUpForLater() throws IOException {
        put("a");
        put("b");
        put("at/7/a");
        away = true;
        assertThatThrownBy(() -> store.get("at/7/a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.presignGet("", "at/7/a", null, Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE));
        store.delete(List.of("at/7/a", "a"));
        assertThat(home.keys()).containsExactly("b");
        assertThat(putOff).containsExactly("at/7/a");
        assertThatThrownBy(() -> store.deleteNow(SEVEN, putOff)).isInstanceOf(IOException.class);
        away = false;
        store.deleteNow(SEVEN, putOff);
        assertThat(store.head("at/7/a")).isEmpty();
    }
}
