package dev.selvedge.server.rooms;

import dev.selvedge.domain.artifacts.ReferenceLinks;
import dev.selvedge.domain.automations.secrets.SecretBox;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UploadListener;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.domain.objects.places.TeamBuckets;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.DataFolder;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.backends.ObjectsFolder;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.server.backends.SupportedStores;
import dev.selvedge.server.operations.FirstAnswer;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import dev.selvedge.storage.objects.places.PlacedObjectStore;
import dev.selvedge.storage.objects.remote.ProxiedObjectStore;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.backups.ObjectHold;
import dev.selvedge.storage.sql.objects.SqlPlaceStore;
import dev.selvedge.storage.sql.objects.SqlPlacement;
import dev.selvedge.wire.files.StorageEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Objects as files of a folder, reached by URLs that the server signs, or in a bucket. */
@Configuration(proxyBeanMethods = false)
class ObjectsConfiguration {

    private static final String URL_KEY = "signed-urls";

    /** A client that still uploads writes more often than this. */
    private static final Duration WRITE_IS_DEAD_AFTER = Duration.ofHours(2);

    /** Clients keep trying to finish a large upload for days. */
    private static final Duration UPLOAD_IS_DEAD_AFTER = Duration.ofDays(8);

    private static final Duration ASK_BUCKET_AGAIN_AFTER = Duration.ofSeconds(5);

    /** Most do within a tenth of a second. */
    private static final Duration BUCKET_ANSWERS_WITHIN = Duration.ofSeconds(5);

    @Bean
    UrlSigner urlSigner(ServerKeys keys, Clock clock) {
        return new UrlSigner(keys.secret(URL_KEY), keys.previousSecret(URL_KEY), clock);
    }

    @Bean
    PlaceStore placeStore(Database database) {
        return new SqlPlaceStore(database);
    }

    @Bean
    SqlPlacement placement(Database database) {
        return new SqlPlacement(database);
    }

    @Bean
    ReferenceLinks referenceLinks(
            Settings settings,
            PlaceStore places,
            TeamStores teams,
            SqlPlacement placement,
            UrlSigner signer,
            Clock clock) {
        return OpenReferences.of(settings.objects(), places, teams::address, placement, signer, clock);
    }

    @Bean
    TeamStores teamStores(PlaceStore places, ServerKeys keys, UrlSigner signer, Settings settings, Clock clock) {
        SecretBox box = new SecretBox(keys.secret(TeamStores.KEY));
        return new TeamStores(places, box, signer, settings.objects().proxy(), clock);
    }

    @Bean
    TeamBuckets teamBuckets(
            PlaceStore places,
            ServerKeys keys,
            UrlSigner signer,
            EntityStore entities,
            Access access,
            Transactions transactions,
            Settings settings,
            Clock clock) {
        String bucket = settings.objects().bucket();
        ProbedBuckets probe = new ProbedBuckets(
                signer,
                bucket.isBlank() ? "" : Buckets.location(bucket),
                settings.objects().proxy(),
                new SupportedStores(System.getenv("GORILLA_SUPPORTED_FILE_STORES")));
        SecretBox box = new SecretBox(keys.secret(TeamStores.KEY));
        return new TeamBuckets(places, probe, box, entities, access, transactions, clock);
    }

    /** Where the installation's own objects are, and whether that has answered. */
    record OwnObjects(ObjectStore store, FirstAnswer answer) {}

    @Bean
    OwnObjects ownObjects(
            Settings settings,
            ObjectProvider<DataFolder> dataFolder,
            Database database,
            UrlSigner signer,
            Clock clock) {
        String bucket = settings.objects().bucket();
        if (!bucket.isBlank()) {
            Buckets.Unasked opened = Buckets.unasked(bucket, signer);
            FirstAnswer answer = FirstAnswer.of(
                    "The bucket " + opened.location(), opened::check, ASK_BUCKET_AGAIN_AFTER, BUCKET_ANSWERS_WITHIN);
            ObjectStore own =
                    settings.objects().proxy() ? new ProxiedObjectStore(opened.store(), signer) : opened.store();
            return new OwnObjects(own, answer);
        }
        Path chosen = settings.objects().folder();
        Path folder = chosen != null ? chosen : dataFolder.getObject().objects();
        ObjectsFolder.claim(folder, database, clock);
        // a folder that is ours alone: whatever is being written there was being written by a process that died
        Instant abandoned = database.engine().isShared() ? clock.instant().minus(WRITE_IS_DEAD_AFTER) : clock.instant();
        return new OwnObjects(local(folder, signer, abandoned), FirstAnswer.given());
    }

    @Bean(destroyMethod = "close")
    FirstAnswer bucketAnswer(OwnObjects own) {
        return own.answer();
    }

    @Bean
    MeteredObjectStore objectStore(
            OwnObjects own, TeamStores teams, Database database, Clock clock, MeterRegistry meters) {
        return new MeteredObjectStore(new PlacedObjectStore(own.store(), teams), meters, held(database, clock));
    }

    /** An embedded installation is backed up by its own process, which needs no row for that. */
    private static BooleanSupplier held(Database database, Clock clock) {
        return database.engine().isShared() ? () -> ObjectHold.exists(database.sql(), clock) : () -> false;
    }

    private static LocalObjectStore local(Path folder, UrlSigner signer, Instant abandonedBefore) {
        try {
            LocalObjectStore store = LocalObjectStore.open(folder, signer);
            store.removeAbandonedWrites(abandonedBefore);
            return store;
        } catch (IOException e) {
            throw new StartFailure("The objects folder " + folder + " cannot be written (" + e + ").");
        }
    }

    @Bean
    StorageEndpoint storageEndpoint(ObjectStore store, UrlSigner signer, List<UploadListener> listeners) {
        return new StorageEndpoint(store, signer, listeners);
    }

    @Bean
    RecurringJob putOffDeletions(PlaceStore places, MeteredObjectStore objects, Database database, Clock clock) {
        PutOffDeletions deletions = new PutOffDeletions(places, objects.placed(), held(database, clock));
        return new RecurringJob("objects-put-off", Duration.ofMinutes(10), deletions::run);
    }

    @Bean
    RecurringJob abandonedWrites(MeteredObjectStore metered, Clock clock) {
        return new RecurringJob("objects-abandoned-writes", Duration.ofHours(1), () -> {
            try {
                if (metered.measured() instanceof LocalObjectStore local) {
                    local.removeAbandonedWrites(clock.instant().minus(WRITE_IS_DEAD_AFTER));
                }
                metered.removeAbandonedUploads(clock.instant().minus(UPLOAD_IS_DEAD_AFTER));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
