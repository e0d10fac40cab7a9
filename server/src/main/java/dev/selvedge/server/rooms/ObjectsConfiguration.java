package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UploadListener;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.server.DataFolder;
import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.operations.MeteredObjectStore;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import dev.selvedge.wire.files.StorageEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Objects as files of the data folder, reached by URLs that the folder's own key signs, or in a bucket. */
@Configuration(proxyBeanMethods = false)
class ObjectsConfiguration {

    private static final String URL_KEY = "signed-urls";

    /** A client that still uploads writes more often than this. */
    private static final Duration WRITE_IS_DEAD_AFTER = Duration.ofHours(2);

    /** Clients keep trying to finish a large upload for days. */
    private static final Duration UPLOAD_IS_DEAD_AFTER = Duration.ofDays(8);

    @Bean
    UrlSigner urlSigner(DataFolder folder, Clock clock) {
        return new UrlSigner(folder.secret(URL_KEY), folder.previousSecret(URL_KEY), clock);
    }

    @Bean
    MeteredObjectStore objectStore(
            Settings settings, DataFolder folder, UrlSigner signer, Clock clock, MeterRegistry meters) {
        String bucket = settings.objects().bucket();
        return new MeteredObjectStore(
                bucket.isBlank() ? local(folder, signer, clock) : Buckets.open(bucket, signer), meters);
    }

    private static LocalObjectStore local(DataFolder folder, UrlSigner signer, Clock clock) {
        try {
            LocalObjectStore store = LocalObjectStore.open(folder.objects(), signer);
            // the folder is ours alone, so whatever is being written was being written by a process that died
            store.removeAbandonedWrites(clock.instant());
            return store;
        } catch (IOException e) {
            throw new StartFailure("The objects folder " + folder.objects() + " cannot be written (" + e + ").");
        }
    }

    @Bean
    StorageEndpoint storageEndpoint(ObjectStore store, UrlSigner signer, List<UploadListener> listeners) {
        return new StorageEndpoint(store, signer, listeners);
    }

    @Bean
    RecurringJob abandonedWrites(MeteredObjectStore metered, Clock clock) {
        return new RecurringJob("objects-abandoned-writes", Duration.ofHours(1), () -> {
            try {
                if (metered.measured() instanceof LocalObjectStore local) {
                    local.removeAbandonedWrites(clock.instant().minus(WRITE_IS_DEAD_AFTER));
                }
                metered.measured().removeAbandonedUploads(clock.instant().minus(UPLOAD_IS_DEAD_AFTER));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
