package dev.selvedge.server.rooms;

import dev.selvedge.domain.artifacts.ReferenceLinks;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links to references below the folders that the operator opened, in buckets that the server has a key to. Whoever may
 * log a version can name any object there and so lets its readers see it; the operator says where that is wanted. The
 * server's own objects are never opened this way, and a team's bucket only for versions of its own projects.
 */
final class OpenReferences implements ReferenceLinks {

    private static final Logger LOG = LoggerFactory.getLogger(OpenReferences.class);
    private static final Duration VALID = Duration.ofHours(1);

    private final List<ReferenceAddress> open;
    private final Supplier<List<KeptBucket>> buckets;
    private final Placement placement;
    private final Opener opener;
    private final Map<PlacedRevision, ObjectStore> stores = new ConcurrentHashMap<>();

    /** Opens all of the bucket that a store's address names. */
    @FunctionalInterface
    interface Opener {
        ObjectStore open(String address) throws IOException;
    }

    private record PlacedRevision(PlaceId place, long revision) {}

    OpenReferences(
            List<ReferenceAddress> open, Supplier<List<KeptBucket>> buckets, Placement placement, Opener opener) {
        this.open = open;
        this.buckets = buckets;
        this.placement = placement;
        this.opener = opener;
    }

    /** @throws StartFailure when the settings would open nothing, or the server's own objects */
    static ReferenceLinks of(
            Settings.Objects settings,
            PlaceStore places,
            Function<ObjectPlace, String> addresses,
            Placement placement,
            UrlSigner signer,
            Clock clock) {
        if (settings.openReferences().isEmpty()) {
            return NONE;
        }
        if (settings.proxy()) {
            throw new StartFailure("selvedge.objects.open-references makes links to the bucket, which"
                    + " selvedge.objects.proxy says that clients cannot reach.");
        }
        List<ReferenceAddress> open =
                settings.openReferences().stream().map(OpenReferences::folder).toList();
        KeptBuckets.home(settings.bucket())
                .ifPresent(home -> open.stream().filter(home::keeps).forEach(folder -> {
                    throw new StartFailure("selvedge.objects.open-references must not open the server's own objects: "
                            + folder + " holds or may hold some. Name a folder of the bucket that is not its.");
                }));
        KeptBuckets buckets = new KeptBuckets(settings.bucket(), places, addresses, clock);
        return new OpenReferences(open, buckets, placement, address -> Buckets.whole(address, signer));
    }

    private static ReferenceAddress folder(String text) {
        return ReferenceAddress.parse(text.strip())
                .map(ReferenceAddress::folder)
                .orElseThrow(() -> new StartFailure("selvedge.objects.open-references names folders of buckets, as"
                        + " s3://bucket/folder, gs://bucket/folder or https://account.blob.core.windows.net/container/folder"
                        + " – not " + text + "."));
    }

    @Override
    public Optional<String> link(ProjectId project, String reference, String fileName) {
        return ReferenceAddress.parse(reference)
                .filter(address -> open.stream().anyMatch(address::isIn))
                .flatMap(address -> bucket(address, project).flatMap(bucket -> signed(bucket, address, fileName)));
    }

    private Optional<KeptBucket> bucket(ReferenceAddress address, ProjectId project) {
        List<KeptBucket> same = buckets.get().stream()
                .filter(bucket -> bucket.folder().bucket().equals(address.bucket()))
                .toList();
        if (same.isEmpty() || same.stream().anyMatch(bucket -> bucket.keeps(address))) {
            return Optional.empty();
        }
        PlaceId own = same.stream().allMatch(bucket -> bucket.place() == null)
                ? null
                : placement.of(project).orElse(null);
        // two stores may have buckets of one name: then the team's own is meant
        return same.stream()
                .filter(bucket -> bucket.place() == null || bucket.place().equals(own))
                .min(Comparator.comparing(bucket -> bucket.place() == null));
    }

    private Optional<String> signed(KeptBucket bucket, ReferenceAddress address, String fileName) {
        try {
            PlacedRevision which =
                    new PlacedRevision(bucket.place() == null ? new PlaceId(0) : bucket.place(), bucket.revision());
            ObjectStore store = stores.get(which);
            if (store == null) {
                store = opener.open(bucket.address());
                stores.put(which, store);
            }
            Presentation presentation = new Presentation(fileName, null, false);
            return Optional.of(
                    store.presignGet("", address.key(), presentation, VALID).url());
        } catch (IOException | RuntimeException e) {
            LOG.warn("No link to a reference in {}: {}", bucket, e.getMessage());
            return Optional.empty();
        }
    }
}
