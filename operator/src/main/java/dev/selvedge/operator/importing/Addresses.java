package dev.selvedge.operator.importing;

import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.Credential;
import dev.selvedge.operator.api.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The forms in which W&B's values write a bucket and options behind a question mark. */
final class Addresses {

    /** Below what was there, so that its objects are never touched. */
    private static final String OURS = "selvedge";

    private Addresses() {}

    /** Text before the question mark. */
    static String plain(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark);
    }

    static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        int mark = text.indexOf('?');
        if (mark >= 0) {
            for (String each : text.substring(mark + 1).split("&", -1)) {
                String[] pair = each.split("=", 2);
                if (!pair[0].isBlank()) {
                    options.put(pair[0], pair.length > 1 ? pair[1] : "true");
                }
            }
        }
        return options;
    }

    static Provider provider(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "gcs", "gs" -> Provider.GCS;
            case "az", "azure" -> Provider.AZ;
            case "cw", "coreweave" -> Provider.CW;
            default -> Provider.S3;
        };
    }

    /** A store of one's own, whose keys stand in its address. */
    static boolean hosted(Tree bucket) {
        String name = plain(bucket.text("name").orElse(""));
        return provider(bucket.text("provider").orElse("s3")) == Provider.S3
                && (name.contains(":") || name.contains("/"));
    }

    static Tree keysInAddress(Tree bucket, Notes notes) {
        Map<String, Object> encoded = new LinkedHashMap<>(bucket.map());
        for (String each : List.of("accessKey", "secretKey")) {
            bucket.text(each).ifPresent(text -> encoded.put(each, URLEncoder.encode(text, StandardCharsets.UTF_8)));
        }
        if (bucket.text("secretKey").isEmpty() && !bucket.tree("secret").empty()) {
            encodedKeys(notes);
        }
        return new Tree(encoded);
    }

    static void encodedKeys(Notes notes) {
        notes.say(
                "The bucket's keys stand in its address: special characters in their Secret are to be written as %XX.");
    }

    /** Three shapes: a bucket's name; host:port with the bucket in the path; host[:port]/bucket. */
    static Bucket bucket(Tree tree, Optional<Credential> access, Optional<Credential> secret) {
        String name = plain(tree.text("name").orElse(""));
        String path = trimmed(plain(tree.text("path").orElse("")));
        Map<String, String> options = options(tree.text("name").orElse(""));
        options.putAll(options(tree.text("path").orElse("")));
        Provider provider = provider(tree.text("provider").orElse("s3"));
        if (provider == Provider.CW) {
            name = name.replaceFirst("^cwobject\\.com/", "");
        }
        boolean hosted = hosted(tree);
        String endpoint = null;
        if (hosted) {
            int slash = name.indexOf('/');
            endpoint = slash < 0 ? name : name.substring(0, slash);
            path = trimmed((slash < 0 ? "" : name.substring(slash + 1)) + "/" + path);
        } else {
            path = trimmed(name + "/" + path);
        }
        int parts = provider == Provider.AZ ? 2 : 1;
        return assembled(provider, path, parts, endpoint, options, tree, access, secret);
    }

    private static Bucket assembled(
            Provider provider,
            String path,
            int parts,
            String endpoint,
            Map<String, String> options,
            Tree tree,
            Optional<Credential> access,
            Optional<Credential> secret) {
        String[] pieces = path.split("/", parts + 1);
        String bucket = parts == 2 && pieces.length > 1 ? pieces[0] + "/" + pieces[1] : pieces[0];
        String prefix = pieces.length > parts ? pieces[parts] + "/" + OURS : OURS;
        boolean keys = provider != Provider.GCS;
        return new Bucket(
                provider == Provider.S3 ? null : provider,
                bucket,
                prefix,
                endpoint,
                null,
                endpoint != null && "true".equals(options.get("tls")) ? Boolean.TRUE : null,
                tree.text("region").orElse(options.get("region")),
                tree.text("kmsKey").orElse(null),
                keys ? access.orElse(null) : null,
                keys && provider != Provider.AZ ? secret.orElse(null) : null);
    }

    private static String trimmed(String path) {
        return path.replaceAll("^/+|/+$", "").replaceAll("//+", "/");
    }
}
