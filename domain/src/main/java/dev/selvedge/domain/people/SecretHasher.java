package dev.selvedge.domain.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes API keys and session tokens, and the keyed hashes that are stored in their place.
 *
 * <p>Our secrets are long and random, so a fast keyed hash is enough; the key lies outside the database, so a stolen
 * database alone lets nobody test guesses of keys that were chosen by people.
 */
public final class SecretHasher {

    private static final String ALGORITHM = "HmacSHA256";

    /** The clients' format check wants 40 characters after an optional prefix. */
    private static final int KEY_BYTES = 20;

    private static final String KEY_PREFIX = "local-";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    public SecretHasher(byte[] serverSecret) {
        this.key = new SecretKeySpec(serverSecret, ALGORITHM);
    }

    public String hash(String secret) {
        return HexFormat.of().formatHex(mac(secret));
    }

    public String newKey() {
        return KEY_PREFIX + HexFormat.of().formatHex(randomBytes(KEY_BYTES));
    }

    /** The same key each time for the same purpose: nothing needs to be stored to show it again. */
    public String derivedKey(String purpose) {
        return KEY_PREFIX + HexFormat.of().formatHex(mac("key for " + purpose), 0, KEY_BYTES);
    }

    public String newToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
