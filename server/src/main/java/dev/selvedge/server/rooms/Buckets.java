package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Untrusted;
import dev.selvedge.server.StartFailure;
import dev.selvedge.server.operations.FirstAnswer;
import dev.selvedge.storage.objects.azure.AzureLocation;
import dev.selvedge.storage.objects.azure.AzureObjectStore;
import dev.selvedge.storage.objects.gcs.GcsLocation;
import dev.selvedge.storage.objects.gcs.GcsObjectStore;
import dev.selvedge.storage.objects.s3.S3Location;
import dev.selvedge.storage.objects.s3.S3ObjectStore;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;

/** From the address of a bucket to the store that keeps objects there, and to what is wrong with it. */
public final class Buckets {

    private Buckets() {}

    /** One that nobody has asked yet. */
    record Unasked(ObjectStore store, String location, FirstAnswer.Question question) {

        /** Fails with a sentence. */
        void check() throws IOException {
            try {
                question.ask();
            } catch (IOException e) {
                throw new IOException(why(e), e);
            }
        }

        private static String why(IOException e) {
            // what the libraries make of it is a paragraph
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof UnknownHostException unknown) {
                    return "its host is not known: " + unknown.getMessage();
                }
            }
            return Untrusted.orElse(e, e instanceof NoSuchFileException ? "it does not exist" : e.getMessage());
        }
    }

    /** @throws StartFailure with a sentence when the address cannot be read, or the bucket cannot be used */
    public static ObjectStore open(String address, UrlSigner signer) {
        return answering(unasked(address, signer));
    }

    /** @throws StartFailure with a sentence when the address cannot be read: waiting does not mend that */
    static Unasked unasked(String address, UrlSigner signer) {
        try {
            return at(address, signer);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.objects.bucket cannot be read: " + e.getMessage() + ".");
        }
    }

    /**
     * @throws IllegalArgumentException when the address cannot be read
     * @throws StartFailure when the bucket cannot be used
     */
    static ObjectStore opened(String address, UrlSigner signer) {
        return answering(at(address, signer));
    }

    private static ObjectStore answering(Unasked bucket) {
        try {
            bucket.check();
            return bucket.store();
        } catch (IOException e) {
            if (bucket.store() instanceof S3ObjectStore s3) {
                s3.close();
            }
            throw new StartFailure("The bucket " + bucket.location() + " cannot be used (" + e.getMessage() + ").");
        }
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
    static ObjectStore known(String address, UrlSigner signer) {
        return at(address, signer).store();
    }

    private static Unasked at(String address, UrlSigner signer) {
        return switch (scheme(address)) {
            case "s3", "cw" -> {
                S3Location location = S3Location.parse(address);
                S3ObjectStore store = S3ObjectStore.open(location, signer);
                yield new Unasked(store, location.toString(), store::check);
            }
            case "gs" -> {
                GcsLocation location = GcsLocation.parse(address);
                GcsObjectStore store = GcsObjectStore.open(location, signer);
                yield new Unasked(store, location.toString(), store::check);
            }
            case "az" -> {
                AzureLocation location = azure(address);
                AzureObjectStore store = AzureObjectStore.open(location, signer);
                yield new Unasked(store, location.toString(), store::check);
            }
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
}
