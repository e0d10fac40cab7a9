package dev.selvedge.operator.desired;

import dev.selvedge.operator.api.Bucket;
import dev.selvedge.operator.api.Credential;
import dev.selvedge.operator.api.MySqlExternal;
import dev.selvedge.operator.api.RedisExternal;
import dev.selvedge.operator.api.Smtp;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets that an installation uses: its own with literal passwords, its keys, and those it only refers to. */
public final class Secrets {

    static final String CONNECTIONS = "connections";
    static final String KEYS = "keys";

    private Secrets() {}

    /** A text of the resource in a Secret of ours, so that no pod's description shows it. */
    static Optional<Secret> connections(Installation of) {
        Map<String, String> literals = literals(of);
        return literals.isEmpty() ? Optional.empty() : Optional.of(opaque(of.meta(of.named(CONNECTIONS)), literals));
    }

    /** What the server derives its own keys from; made once. */
    public static Secret keys(Installation of, String random) {
        return opaque(of.lasting(of.named(KEYS)), Map.of("secret", random));
    }

    /** Its owner alone, which changes with what becomes of it at the end; the text stays as it was made. */
    public static Secret keysOwner(Installation of) {
        return new SecretBuilder().withMetadata(of.lasting(of.named(KEYS))).build();
    }

    /** Whether they are made here rather than brought along. */
    public static boolean ownKeys(Installation of) {
        return of.spec().keysSecret() == null && !of.spec().single();
    }

    public static SecretKeySelector keysOf(Installation of) {
        SecretKeySelector own = of.spec().keysSecret();
        return own != null ? own : new SecretKeySelector("secret", of.named(KEYS), null);
    }

    /** All that must be there before a pod can start; keys that are made here are not among them. */
    public static List<SecretKeySelector> referred(Installation of) {
        List<SecretKeySelector> all = new ArrayList<>();
        credentials(of).forEach(each -> each.credential().reference().ifPresent(all::add));
        if (of.spec().keysSecret() != null) {
            all.add(of.spec().keysSecret());
        }
        return all;
    }

    /** Which part of the installation needs that Secret. */
    public static String part(Installation of, SecretKeySelector reference) {
        return credentials(of).stream()
                .filter(each ->
                        each.credential().reference().filter(reference::equals).isPresent())
                .map(Named::part)
                .findFirst()
                .orElse("keys");
    }

    static SecretKeySelector where(Installation of, Credential credential, String key) {
        return credential.reference().orElseGet(() -> new SecretKeySelector(key, of.named(CONNECTIONS), null));
    }

    record Named(String part, String key, Credential credential) {}

    private static List<Named> credentials(Installation of) {
        List<Named> all = new ArrayList<>();
        of.spec().database().map(MySqlExternal::password).ifPresent(each -> add(all, "mysql", "MYSQL_PASSWORD", each));
        of.spec()
                .coordination()
                .map(RedisExternal::password)
                .ifPresent(each -> add(all, "redis", "REDIS_PASSWORD", each));
        Bucket bucket = of.spec().bucket();
        if (bucket != null) {
            add(all, "bucket", "BUCKET_ACCESS_KEY", bucket.accessKey());
            add(all, "bucket", "BUCKET_SECRET_KEY", bucket.secretKey());
        }
        Smtp smtp = of.spec().notifications() == null
                ? null
                : of.spec().notifications().smtp();
        if (smtp != null) {
            add(all, "smtp", "SMTP_PASSWORD", smtp.password());
        }
        return all;
    }

    private static void add(List<Named> all, String part, String key, Credential credential) {
        if (credential != null) {
            all.add(new Named(part, key, credential));
        }
    }

    /** Texts that stand in the resource itself. */
    public static Map<String, String> literals(Installation of) {
        Map<String, String> literals = new TreeMap<>();
        // keys of a store of one's own stand in an address
        boolean inAddress = of.spec().bucket() != null && of.spec().bucket().hosted();
        for (Named each : credentials(of)) {
            String value = each.credential().value();
            if (value != null) {
                literals.put(each.key(), inAddress && each.part().equals("bucket") ? encoded(value) : value);
            }
        }
        return literals;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Secret opaque(io.fabric8.kubernetes.api.model.ObjectMeta meta, Map<String, String> texts) {
        Map<String, String> data = new TreeMap<>();
        texts.forEach((key, text) ->
                data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        return new SecretBuilder()
                .withMetadata(meta)
                .withType("Opaque")
                .withData(data)
                .build();
    }
}
