package dev.selvedge.domain.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.platform.Fault;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens of {@code <base>/storage/<label>/<token>}: a {@link Grant} with its expiry, and an
 * HMAC-SHA256 over both. The format is in {@code docs/formats/signed-url.md}.
 *
 * <p>The token alone counts; the label tells a reader of the URL, and programs that look at it, what kind of object it
 * is about. Neither holds a user's file name, so no name can be misread by a proxy, a router or a log on the way.
 */
public final class UrlSigner {

    /** Keys shorter than the hash would weaken it. */
    private static final int MINIMUM_KEY_BYTES = 32;

    private static final int MAC_BYTES = 32;

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    private final byte[] current;
    private final byte[] previous;
    private final InstantSource clock;
    private final String within;

    /** @param previous the key before the last rotation, still accepted but no longer used; null without one */
    public UrlSigner(byte[] current, byte[] previous, InstantSource clock) {
        if (current.length < MINIMUM_KEY_BYTES || (previous != null && previous.length < MINIMUM_KEY_BYTES)) {
            throw new IllegalArgumentException("A signing key needs at least " + MINIMUM_KEY_BYTES + " bytes");
        }
        this.current = current.clone();
        this.previous = previous == null ? null : previous.clone();
        this.clock = requireNonNull(clock);
        this.within = "";
    }

    private UrlSigner(UrlSigner signer, String within) {
        this.current = signer.current;
        this.previous = signer.previous;
        this.clock = signer.clock;
        this.within = within;
    }

    /** For the store of a place, which knows its keys without that place; whoever follows the URLs does not. */
    public UrlSigner within(PlaceId place) {
        return new UrlSigner(this, place.prefix());
    }

    /** The URL of a download. */
    public SignedUrl get(String baseUrl, String bare, Presentation presentation, Duration validFor) {
        String key = within + bare;
        Presentation given = presentation == null ? new Presentation(null, null, false) : presentation;
        return url(baseUrl, label(key, given), new Grant.Download(key, given), validFor, Map.of());
    }

    /** The URL of an upload, with the headers that the rule asks the client to send. */
    public SignedUrl put(String baseUrl, String bare, UploadRule rule, Duration validFor) {
        String key = within + bare;
        UploadRule given = rule == null ? new UploadRule(null, null) : rule;
        return url(baseUrl, key, new Grant.Upload(key, given), validFor, headers(given));
    }

    public SignedUrl part(
            String baseUrl, String bare, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        String key = within + bare;
        UploadRule given = rule == null ? new UploadRule(null, null) : rule;
        return url(baseUrl, key, new Grant.PartUpload(key, uploadId, partNumber, given), validFor, headers(given));
    }

    private SignedUrl url(String baseUrl, String label, Grant grant, Duration validFor, Map<String, String> headers) {
        String path = PLAIN.matcher(label).matches() ? label + "/" : "";
        return new SignedUrl(baseUrl + "/storage/" + path + token(grant, validFor), headers);
    }

    /** The key, which names no user's file; an object that the server made itself has a name of its own. */
    private static String label(String key, Presentation presentation) {
        boolean ours = key.endsWith(".json") && presentation.fileName() != null;
        return ours ? presentation.fileName() : key;
    }

    private static Map<String, String> headers(UploadRule rule) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (rule.md5() != null) {
            headers.put("Content-MD5", rule.md5());
        }
        if (rule.contentType() != null) {
            headers.put("Content-Type", rule.contentType());
        }
        return headers;
    }

    String token(Grant grant, Duration validFor) {
        byte[] payload = GrantCodec.encode(grant, expiry(clock.instant(), validFor));
        byte[] signed = Arrays.copyOf(payload, payload.length + MAC_BYTES);
        System.arraycopy(mac(current, payload), 0, signed, payload.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /**
     * At least {@code validFor} from now, at most an eighth more: within that eighth the same grant gives the same URL,
     * and a browser that shows a page of images again finds them in its cache.
     */
    private static long expiry(Instant now, Duration validFor) {
        long step = Math.max(1, validFor.toSeconds() / 8);
        return Math.ceilDiv(now.getEpochSecond() + validFor.toSeconds() + 1, step) * step;
    }

    /** What the token grants now. DENIED when it was changed, made by someone else, or has expired. */
    public Grant verify(String token) {
        byte[] signed = decode(token);
        int length = signed.length - MAC_BYTES;
        if (length <= 0) {
            throw invalid();
        }
        byte[] payload = Arrays.copyOf(signed, length);
        byte[] mac = Arrays.copyOfRange(signed, length, signed.length);
        boolean ours = MessageDigest.isEqual(mac, mac(current, payload))
                || (previous != null && MessageDigest.isEqual(mac, mac(previous, payload)));
        if (!ours) {
            throw invalid();
        }
        GrantCodec.Dated dated = GrantCodec.decode(payload);
        if (dated == null) {
            throw invalid();
        }
        Instant expires = Instant.ofEpochSecond(dated.expires());
        if (!clock.instant().isBefore(expires)) {
            throw Fault.denied("This link expired at " + expires + "; ask for a new one");
        }
        return dated.grant();
    }

    private static byte[] decode(String token) {
        try {
            byte[] signed = Base64.getUrlDecoder().decode(token.getBytes(UTF_8));
            // the decoder ignores spare bits of the last character: only the canonical spelling is ours
            String canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
            if (canonical.equals(token)) {
                return signed;
            }
        } catch (IllegalArgumentException notBase64) {
            // answered below
        }
        throw invalid();
    }

    private static Fault invalid() {
        return Fault.denied("This link is not valid: it was changed, cut off, or not made by this server");
    }

    private static byte[] mac(byte[] key, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
