package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Untrusted;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.objects.azure.AzureLocation;
import dev.selvedge.storage.objects.azure.AzureObjectStore;
import dev.selvedge.storage.objects.gcs.GcsLocation;
import dev.selvedge.storage.objects.gcs.GcsObjectStore;
import dev.selvedge.storage.objects.s3.S3Location;
import dev.selvedge.storage.objects.s3.S3ObjectStore;
import java.io.IOException;

/** From the address of a bucket to the store that keeps objects there, tried once so that the start can say what is wrong. */
public final class Buckets {

    private Buckets() {}

    /** @throws StartFailure with a sentence */
    public static ObjectStore open(String address, UrlSigner signer) {
        try {
            return opened(address, signer);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.objects.bucket cannot be read: " + e.getMessage() + ".");
        }
    }

    /**
     * @throws IllegalArgumentException when the address cannot be read
     * @throws StartFailure when the bucket cannot be used
     */
    static ObjectStore opened(String address, UrlSigner signer) {
        return switch (scheme(address)) {
            case "s3", "cw" -> s3(S3Location.parse(address), signer);
            case "gs" -> gcs(GcsLocation.parse(address), signer);
            case "az" -> azure(azure(address), signer);
            default -> throw unknown();
        };
    }

    /** Bucket and path, however one gets in. Asks nobody. */
    public static String location(String address) {
        return switch (scheme(address)) {
            case "s3", "cw" -> S3Location.parse(address).toString();
            case "gs" -> GcsLocation.parse(address).toString();
            case "az" -> azure(address).toString();
            default -> throw unknown();
        };
    }

    /** Where in which bucket its objects are, as references to them would spell it. */
    static ReferenceAddress folder(String address) {
        return switch (scheme(address)) {
            case "s3", "cw" -> {
                S3Location location = S3Location.parse(address);
                yield new ReferenceAddress("s3://" + location.bucket(), location.prefix());
            }
            case "gs" -> {
                GcsLocation location = GcsLocation.parse(address);
                yield new ReferenceAddress("gs://" + location.bucket(), location.prefix());
            }
            case "az" -> {
                AzureLocation location = azure(address);
                yield new ReferenceAddress(location.endpoint() + "/" + location.container(), location.prefix());
            }
            default -> throw unknown();
        };
    }

    /** All of the bucket, to sign links to what is not the server's own. Asks nobody. */
    static ObjectStore whole(String address, UrlSigner signer) throws IOException {
        return switch (scheme(address)) {
            case "s3", "cw" -> S3ObjectStore.open(S3Location.parse(address).whole(), signer);
            case "gs" -> GcsObjectStore.open(GcsLocation.parse(address).whole(), signer);
            case "az" -> AzureObjectStore.open(azure(address).whole(), signer);
            default -> throw unknown();
        };
    }

    /** One that was tried before: it may be away just now, and is not asked. */
    static ObjectStore known(String address, UrlSigner signer) throws IOException {
        return switch (scheme(address)) {
            case "s3", "cw" -> S3ObjectStore.open(S3Location.parse(address), signer);
            case "gs" -> GcsObjectStore.open(GcsLocation.parse(address), signer);
            case "az" -> AzureObjectStore.open(azure(address), signer);
            default -> throw unknown();
        };
    }

    private static String scheme(String address) {
        return address.substring(0, Math.max(address.indexOf(':'), 0));
    }

    private static AzureLocation azure(String address) {
        return AzureLocation.parse(address, System.getenv("AZURE_STORAGE_KEY"));
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("it begins with none of s3:// cw:// gs:// az://");
    }

    private static ObjectStore s3(S3Location location, UrlSigner signer) {
        S3ObjectStore store = S3ObjectStore.open(location, signer);
        try {
            store.check();
            return store;
        } catch (IOException e) {
            store.close();
            throw unusable(location, e);
        }
    }

    private static ObjectStore gcs(GcsLocation location, UrlSigner signer) {
        try {
            GcsObjectStore store = GcsObjectStore.open(location, signer);
            store.check();
            return store;
        } catch (IOException e) {
            throw unusable(location, e);
        }
    }

    private static ObjectStore azure(AzureLocation location, UrlSigner signer) {
        try {
            AzureObjectStore store = AzureObjectStore.open(location, signer);
            store.check();
            return store;
        } catch (IOException e) {
            throw unusable(location, e);
        }
    }

    private static StartFailure unusable(Object location, IOException e) {
        return new StartFailure(
                "The bucket " + location + " cannot be used (" + Untrusted.orElse(e, e.getMessage()) + ").");
    }
}
