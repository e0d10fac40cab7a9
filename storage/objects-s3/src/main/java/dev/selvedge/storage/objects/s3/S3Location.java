package dev.selvedge.storage.objects.s3;

import dev.selvedge.storage.objects.remote.AddressOptions;
import java.net.URI;
import java.util.Map;

/**
 * Where the bucket is and how to reach it.
 *
 * @param prefix of all keys, empty or ending in a slash
 * @param endpoint null for Amazon's own
 * @param publicEndpoint how clients reach it, where that differs; null if not
 * @param accessKey null takes credentials from the environment: variables, profile, workload identity, machine role
 * @param pathStyle bucket in the path rather than in the host name; what most servers other than Amazon's want
 * @param kmsKeyId the key to encrypt with, or null for the bucket's own setting
 */
public record S3Location(
        String bucket,
        String prefix,
        String region,
        URI endpoint,
        URI publicEndpoint,
        String accessKey,
        String secretKey,
        boolean pathStyle,
        String kmsKeyId) {

    private static final String DEFAULT_REGION = "us-east-1";

    /** CoreWeave's AI Object Storage, which wants the bucket in the host name. */
    private static final URI COREWEAVE = URI.create("https://cwobject.com");

    public S3Location {
        if (bucket == null || bucket.isEmpty()) {
            throw new IllegalArgumentException("The bucket has no name");
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("A prefix of keys ends in a slash: " + prefix);
        }
    }

    /**
     * Reads {@code s3://bucket/prefix} and {@code s3://key:secret@host:port/bucket/prefix}, both with optional
     * {@code ?region= &tls=true &public=https://… &kms=…}. Without {@code tls=true}, a host is reached by plain HTTP.
     * {@code cw://bucket/prefix} is a bucket at CoreWeave.
     */
    public static S3Location parse(String text) {
        URI uri = AddressOptions.uri(text);
        boolean coreWeave = "cw".equals(uri.getScheme());
        if (!(coreWeave || "s3".equals(uri.getScheme())) || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("A bucket is given as s3://bucket or s3://key:secret@host/bucket");
        }
        Map<String, String> options = AddressOptions.of(uri);
        String path = AddressOptions.path(uri);
        String region = options.getOrDefault("region", DEFAULT_REGION);
        URI open = options.containsKey("public") ? URI.create(options.get("public")) : null;
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            URI endpoint = coreWeave ? COREWEAVE : null;
            return new S3Location(
                    authority,
                    AddressOptions.prefix(path),
                    region,
                    endpoint,
                    open,
                    null,
                    null,
                    false,
                    options.get("kms"));
        }
        String[] credentials = authority.substring(0, at).split(":", 2);
        if (credentials.length < 2) {
            throw new IllegalArgumentException("Credentials in a bucket's address are key:secret");
        }
        boolean tls = Boolean.parseBoolean(options.getOrDefault("tls", "false"));
        int slash = path.indexOf('/');
        return new S3Location(
                slash < 0 ? path : path.substring(0, slash),
                slash < 0 ? "" : path.substring(slash + 1) + "/",
                region,
                URI.create((tls ? "https://" : "http://") + authority.substring(at + 1)),
                open,
                AddressOptions.decoded(credentials[0]),
                AddressOptions.decoded(credentials[1]),
                true,
                options.get("kms"));
    }

    /** The bucket without the prefix. */
    public S3Location whole() {
        return new S3Location(bucket, "", region, endpoint, publicEndpoint, accessKey, secretKey, pathStyle, kmsKeyId);
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return (endpoint == null ? "s3://" : endpoint + "/") + bucket + "/" + prefix;
    }
}
