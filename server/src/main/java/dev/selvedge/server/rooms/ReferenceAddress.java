package dev.selvedge.server.rooms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object or a folder in a bucket, as references spell it.
 *
 * @param bucket {@code s3://name}, {@code gs://name} or {@code https://account.blob.core.windows.net/container}
 * @param key empty for all of the bucket
 */
record ReferenceAddress(String bucket, String key) {

    private static final Pattern NAMED = Pattern.compile("((?:s3|gs)://[^/?#]+)(?:/([^?#]*))?.*");
    private static final Pattern BLOB = Pattern.compile("(https?://[^/?#@]+/[^/?#]+)(?:/([^?#]*))?.*");

    /** Empty for what is no address in a bucket. Clients write keys of S3 and GCS as they are, and those of Azure as URLs. */
    static Optional<ReferenceAddress> parse(String text) {
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            return of(named.group(1), named.group(2));
        }
        Matcher blob = BLOB.matcher(text);
        return blob.matches() ? of(blob.group(1), decoded(blob.group(2))) : Optional.empty();
    }

    /** Stores and proxies disagree on what dots in a path mean, and whoever checks it must not. */
    private static Optional<ReferenceAddress> of(String bucket, String key) {
        String given = key == null ? "" : key;
        boolean plain = Arrays.stream(given.split("/", -1)).noneMatch(part -> part.equals(".") || part.equals(".."));
        return plain ? Optional.of(new ReferenceAddress(bucket, given)) : Optional.empty();
    }

    private static String decoded(String path) {
        try {
            return path == null ? "" : URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }

    /** Of a folder: its key, ending in a slash unless it is the whole bucket. */
    ReferenceAddress folder() {
        return key.isEmpty() || key.endsWith("/") ? this : new ReferenceAddress(bucket, key + "/");
    }

    /** Whether this object lies in that folder. */
    boolean isIn(ReferenceAddress folder) {
        return bucket.equals(folder.bucket())
                && key.startsWith(folder.key())
                && key.length() > folder.key().length();
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
