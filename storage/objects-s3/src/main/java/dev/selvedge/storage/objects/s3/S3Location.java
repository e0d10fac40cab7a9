package dev.selvedge.storage.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.HashMap;
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
     */
    public static S3Location parse(String text) {
        URI uri = uri(text);
        if (!"s3".equals(uri.getScheme()) || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("A bucket is given as s3://bucket or s3://key:secret@host/bucket");
        }
        Map<String, String> options = options(uri.getRawQuery());
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("^/+|/+$", "");
        String region = options.getOrDefault("region", DEFAULT_REGION);
        URI open = options.containsKey("public") ? URI.create(options.get("public")) : null;
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            String prefix = path.isEmpty() ? "" : path + "/";
            return new S3Location(authority, prefix, region, null, open, null, null, false, options.get("kms"));
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
                decoded(credentials[0]),
                decoded(credentials[1]),
                true,
                options.get("kms"));
    }

    /** The parser's own complaint repeats its input, the secret in it. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    e.getReason() + " at character " + e.getIndex() + " (special characters are written as %XX)");
        }
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        if (query != null) {
            for (String option : query.split("&")) {
                int equals = option.indexOf('=');
                if (equals > 0) {
                    options.put(option.substring(0, equals), decoded(option.substring(equals + 1)));
                }
            }
        }
        return options;
    }

    private static String decoded(String text) {
        // URLDecoder reads forms, where a plus is a space; keys and secrets hold plain pluses
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return (endpoint == null ? "s3://" : endpoint + "/") + bucket + "/" + prefix;
    }
}
