package dev.selvedge.storage.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * {@code kind://prefix?option=value}, as the reference writes it.
 *
 * @param prefix begins the names of the secrets in the store
 */
public record SecretsAddress(String kind, String prefix, Map<String, String> options) {

    public static final String KUBERNETES = "k8s-secretmanager";
    public static final String AWS = "aws-secretmanager";
    public static final String GOOGLE = "gcp-secretmanager";
    public static final String AZURE = "az-secretmanager";

    private static final String OURS = "selvedge";

    private static final Map<String, Set<String>> KNOWN = Map.of(
            KUBERNETES, Set.of("namespace", "server", "token-file", "ca-file"),
            AWS, Set.of("region", "endpoint"),
            GOOGLE, Set.of("project", "endpoint"),
            AZURE, Set.of("vault"));

    /** @throws IllegalArgumentException with one sentence */
    public static SecretsAddress of(String text) {
        String[] kindAndRest = text.strip().split("://", 2);
        String kind = kindAndRest[0];
        if (!KNOWN.containsKey(kind)) {
            throw new IllegalArgumentException("it begins with none of " + KUBERNETES + "://, " + AWS + "://, " + GOOGLE
                    + "://, " + AZURE + "://");
        }
        String rest = kindAndRest.length == 1 ? "" : kindAndRest[1];
        String[] prefixAndQuery = rest.split("\\?", 2);
        String prefix = prefixAndQuery[0].isEmpty() ? OURS : prefixAndQuery[0];
        if (!prefix.matches("[a-z]([a-z0-9-]{0,38}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "names begin with up to 40 small letters, digits and hyphens, not with \"" + prefix + "\"");
        }
        return new SecretsAddress(kind, prefix, options(kind, prefixAndQuery.length == 1 ? "" : prefixAndQuery[1]));
    }

    private static Map<String, String> options(String kind, String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] option = pair.split("=", 2);
            if (option.length == 1 || !KNOWN.get(kind).contains(option[0])) {
                throw new IllegalArgumentException(kind + " has no option \"" + option[0] + "\"");
            }
            options.put(option[0], URLDecoder.decode(option[1], UTF_8));
        }
        return options;
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise == null ? "" : otherwise);
    }

    /** Without a slash at its end. */
    URI uri(String name, String otherwise) {
        String text = option(name, otherwise).replaceFirst("/+$", "");
        if (!text.matches("https?://[^/?#]+(/[^?#]*)?")) {
            throw new IllegalArgumentException("its " + name + " is no https:// address");
        }
        return URI.create(text);
    }
}
