package dev.selvedge.storage.objects.s3;

import dev.selvedge.storage.objects.remote.AddressOptions;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bucket is and how to reach it.
 *
 * @param prefix of all keys, empty or ending in a slash
 * @param endpoint null for Amazon's own
 * @param publicEndpoint how clients reach it, where that differs; null if not
 * @param accessKey null takes credentials from the environment: variables, profile, workload identity, machine role
 * @param pathStyle bucket in the path rather than in the host name; what most servers other than Amazon's want
 * @param kmsKeyId the key to encrypt with, or null for the bucket's own setting
 * @param role whose rights the credentials are exchanged for, or null
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
        String kmsKeyId,
        Role role) {

    /**
     * As the owner of a bucket in another account gives it.
     *
     * @param externalId what the owner asks for beside the name, or null
     */
    public record Role(String arn, String externalId) {}

    /** Its region is in the host's name, or in the settings. */
    private static final Pattern AMAZON =
            Pattern.compile("s3(?:[.-]([a-z]{2}(?:-[a-z]+)+-\\d))?\\.amazonaws\\.com(?::443)?");

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
        if (endpoint != null && endpoint.getHost() == null) {
            throw new IllegalArgumentException(
                    "The host of the bucket is no name that a certificate or a DNS could hold: "
                            + endpoint.getAuthority());
        }
    }

    /**
     * Reads {@code s3://bucket/prefix} and {@code s3://key:secret@host:port/bucket/prefix}, both with optional
     * {@code ?region= &tls=true &public=https://… &kms=… &path-style=false &role=arn:… &external-id=…}. Without
     * {@code tls=true}, a host is reached by plain HTTP. {@code cw://bucket/prefix} and
     * {@code cw://key:secret@cwobject.com/bucket/prefix} are buckets at CoreWeave.
     */
    public static S3Location parse(String text) {
        URI uri = AddressOptions.uri(text);
        boolean coreWeave = "cw".equals(uri.getScheme());
        if (!(coreWeave || "s3".equals(uri.getScheme())) || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("A bucket is given as s3://bucket or s3://key:secret@host/bucket");
        }
        Map<String, String> options = AddressOptions.of(uri);
        String path = AddressOptions.path(uri);
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return located(
                    authority,
                    AddressOptions.prefix(path),
                    coreWeave ? COREWEAVE : null,
                    new String[] {null, null},
                    false,
                    DEFAULT_REGION,
                    options);
        }
        String[] credentials = authority.substring(0, at).split(":", 2);
        if (credentials.length < 2) {
            throw new IllegalArgumentException("Credentials in a bucket's address are key:secret");
        }
        String host = authority.substring(at + 1);
        Matcher amazons = AMAZON.matcher(host);
        boolean amazon = amazons.matches();
        boolean tls = Boolean.parseBoolean(options.getOrDefault("tls", String.valueOf(coreWeave)));
        int slash = path.indexOf('/');
        return located(
                slash < 0 ? path : path.substring(0, slash),
                slash < 0 ? "" : path.substring(slash + 1) + "/",
                // behind the one name, Amazon sends requests for other regions away; each has a name of its own
                amazon ? null : URI.create((tls ? "https://" : "http://") + host),
                new String[] {AddressOptions.decoded(credentials[0]), AddressOptions.decoded(credentials[1])},
                !amazon && !coreWeave,
                amazon && amazons.group(1) != null ? amazons.group(1) : DEFAULT_REGION,
                options);
    }

    private static S3Location located(
            String bucket,
            String prefix,
            URI endpoint,
            String[] credentials,
            boolean pathStyle,
            String region,
            Map<String, String> options) {
        String role = options.getOrDefault("role", "");
        return new S3Location(
                bucket,
                prefix,
                options.getOrDefault("region", region),
                endpoint,
                options.containsKey("public") ? URI.create(options.get("public")) : null,
                credentials[0],
                credentials[1],
                Boolean.parseBoolean(options.getOrDefault("path-style", String.valueOf(pathStyle))),
                options.get("kms"),
                role.isEmpty() ? null : new Role(role, options.get("external-id")));
    }

    /** The bucket without the prefix. */
    public S3Location whole() {
        return new S3Location(
                bucket, "", region, endpoint, publicEndpoint, accessKey, secretKey, pathStyle, kmsKeyId, role);
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return (endpoint == null ? "s3://" : endpoint + "/") + bucket + "/" + prefix;
    }
}
