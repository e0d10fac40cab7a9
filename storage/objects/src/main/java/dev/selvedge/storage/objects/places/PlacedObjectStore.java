package dev.selvedge.storage.objects.places;

import static java.util.stream.Collectors.groupingBy;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The installation's own store, and behind keys that begin with a place those of teams. A bucket of a team that does not
 * answer fails what is asked of it, and nothing else.
 */
public final class PlacedObjectStore implements ObjectStore {

    private final ObjectStore home;
    private final Places places;

    public PlacedObjectStore(ObjectStore home, Places places) {
        this.home = home;
        this.places = places;
    }

    /** The installation's own. */
    public ObjectStore home() {
        return home;
    }

    /** @param place empty for home */
    private record Target(ObjectStore store, Optional<PlaceId> place, String key) {}

    private Target target(String key) throws IOException {
        PlacedKey placed = PlacedKey.of(key);
        if (placed.place().isEmpty()) {
            return new Target(home, placed.place(), key);
        }
        return places.open(placed.place().get())
                .map(store -> new Target(store, placed.place(), placed.bare()))
                .orElseGet(() -> new Target(home, Optional.empty(), key));
    }

    /** For what is signed without asking the store. */
    private Target signing(String key) {
        try {
            return target(key);
        } catch (IOException e) {
            throw Fault.unavailable("The bucket of the team cannot be used now", e, Duration.ofSeconds(30));
        }
    }

    private static Meta whole(Target target, Meta meta) {
        return new Meta(PlacedKey.of(target.place(), meta.key()), meta.size(), meta.etag(), meta.modified());
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        Target target = target(key);
        target.store().put(target.key(), content, sizeOrMinusOne);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        Target target = target(key);
        return target.store().putIfAbsent(target.key(), content);
    }

    @Override
    public InputStream get(String key) throws IOException {
        Target target = target(key);
        return target.store().get(target.key());
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        Target target = target(key);
        return target.store().get(target.key(), offset, length);
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        Target target = target(key);
        return target.store().head(target.key()).map(meta -> whole(target, meta));
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        Map<Optional<PlaceId>, List<String>> byPlace =
                keys.stream().collect(groupingBy(key -> PlacedKey.of(key).place()));
        for (Map.Entry<Optional<PlaceId>, List<String>> each : byPlace.entrySet()) {
            if (each.getKey().isEmpty()) {
                home.delete(each.getValue());
            } else {
                deleteThere(each.getKey().get(), each.getValue());
            }
        }
    }

    /** Whoever deletes goes through a list, and must not meet the same keys at its head for ever. */
    private void deleteThere(PlaceId place, List<String> keys) {
        try {
            deleteNow(place, keys);
        } catch (IOException e) {
            places.putOff(place, keys, e);
        }
    }

    /** Fails when the place does not answer. */
    public void deleteNow(PlaceId place, List<String> keys) throws IOException {
        Optional<ObjectStore> store = places.open(place);
        if (store.isPresent()) {
            store.get()
                    .delete(keys.stream().map(key -> PlacedKey.of(key).bare()).toList());
        } else {
            home.delete(keys);
        }
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        Target from = target(fromKey);
        Target to = target(toKey);
        if (from.place().equals(to.place())) {
            from.store().copy(from.key(), to.key());
            return;
        }
        long size = head(fromKey).map(Meta::size).orElse(-1L);
        try (InputStream content = from.store().get(from.key())) {
            to.store().put(to.key(), content, size);
        }
    }

    @Override
    public Stream<Meta> list(String prefix) throws IOException {
        Target target = target(prefix);
        return target.store().list(target.key()).map(meta -> whole(target, meta));
    }

    @Override
    public List<String> roots() {
        List<String> roots = new ArrayList<>(List.of(""));
        places.all().forEach(place -> roots.add(place.prefix()));
        return roots;
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        Target target = signing(key);
        return target.store().presignGet(baseUrl, target.key(), presentation, validFor);
    }

    @Override
    public SignedUrl presignGetAndHead(String baseUrl, String key, Presentation presentation, Duration validFor) {
        Target target = signing(key);
        return target.store().presignGetAndHead(baseUrl, target.key(), presentation, validFor);
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        Target target = signing(key);
        return target.store().presignPut(baseUrl, target.key(), rule, validFor);
    }

    @Override
    public String startMultipart(String key, String contentType) throws IOException {
        Target target = target(key);
        return target.store().startMultipart(target.key(), contentType);
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        Target target = signing(key);
        return target.store().presignPart(baseUrl, target.key(), uploadId, partNumber, rule, validFor);
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        Target target = target(key);
        return target.store().putPart(target.key(), uploadId, partNumber, content, sizeOrMinusOne);
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException {
        Target target = target(key);
        target.store().completeMultipart(target.key(), uploadId, parts);
    }

    @Override
    public void abortMultipart(String key, String uploadId) throws IOException {
        Target target = target(key);
        target.store().abortMultipart(target.key(), uploadId);
    }

    /** Every place is asked; what one of them says to that is thrown in the end. */
    @Override
    public void removeAbandonedUploads(Instant startedBefore) throws IOException {
        IOException trouble = null;
        home.removeAbandonedUploads(startedBefore);
        for (PlaceId place : places.all()) {
            try {
                Optional<ObjectStore> store = places.open(place);
                if (store.isPresent()) {
                    store.get().removeAbandonedUploads(startedBefore);
                }
            } catch (IOException e) {
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }
}
