package dev.selvedge.storage.objects.gcs;

import dev.selvedge.storage.objects.remote.AddressOptions;
import java.net.URI;
import java.util.Map;

/**
 * Where the bucket is and how to reach it. Credentials are Google's own: a key file that
 * {@code GOOGLE_APPLICATION_CREDENTIALS} names, or the identity of the machine or the pod.
 *
 * @param prefix of all keys, empty or ending in a slash
 * @param endpoint null for Google's own
 * @param publicEndpoint how clients reach it, where that differs; null if not
 */
public record GcsLocation(String bucket, String prefix, String endpoint, String publicEndpoint) {

    /** Reads {@code gs://bucket/prefix} with optional {@code ?endpoint=https://… &public=https://…}. */
    public static GcsLocation parse(String text) {
        URI uri = AddressOptions.uri(text);
        if (!"gs".equals(uri.getScheme()) || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("A bucket is given as gs://bucket");
        }
        if (uri.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException(
                    "Credentials do not belong into the bucket's address; GOOGLE_APPLICATION_CREDENTIALS names their file");
        }
        Map<String, String> options = AddressOptions.of(uri);
        return new GcsLocation(
                uri.getRawAuthority(),
                AddressOptions.prefix(AddressOptions.path(uri)),
                bare(options.get("endpoint")),
                bare(options.get("public")));
    }

    /** The bucket without the prefix. */
    public GcsLocation whole() {
        return new GcsLocation(bucket, "", endpoint, publicEndpoint);
    }

    private static String bare(String url) {
        return url == null ? null : url.replaceAll("/+$", "");
    }

    @Override
    public String toString() {
        return "gs://" + bucket + "/" + prefix;
    }
}
