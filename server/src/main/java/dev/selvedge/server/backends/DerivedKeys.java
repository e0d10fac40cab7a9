package dev.selvedge.server.backends;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.server.StartFailure;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys made from one secret that the operator keeps: nothing of them lies in the database or on a disk. */
final class DerivedKeys implements ServerKeys {

    private static final int SHORTEST = 32;

    /** Words of examples and placeholders. */
    private static final Set<String> NOT_SECRET = Set.of("changeme", "change-me", "example", "password", "replace");

    private final String secret;

    DerivedKeys(String secret) {
        if (secret.length() < SHORTEST) {
            throw new StartFailure("selvedge.secret is too short: it needs at least " + SHORTEST
                    + " characters nobody can guess (openssl rand -base64 48).");
        }
        String lower = secret.toLowerCase(Locale.ROOT);
        if (NOT_SECRET.stream().anyMatch(lower::contains)
                || secret.chars().distinct().count() < 10) {
            throw new StartFailure("selvedge.secret is one that others can guess; make one: openssl rand -base64 48.");
        }
        this.secret = secret;
    }

    @Override
    public byte[] secret(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(("selvedge key " + name).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] previousSecret(String name) {
        return null;
    }
}
