package dev.selvedge.operator.desired;

import dev.selvedge.operator.Durations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Versions as labels, and fingerprints. */
public final class Versions {

    private static final int LABEL = 63;

    private Versions() {}

    /** A label's text is short and has no colon. */
    public static String label(String version) {
        String plain = version.replace(':', '-');
        String cut = plain.length() > LABEL ? plain.substring(0, LABEL) : plain;
        return cut.replaceAll("[^A-Za-z0-9]+$", "");
    }

    public static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String brief(String text) {
        return fingerprint(text).substring(0, 10);
    }

    static int deadline(Installation of) {
        String wanted = of.spec().lifecycleOrDefault().upgradeOrDefault().deadline();
        return (int) Durations.parse(wanted == null ? "10m" : wanted).toSeconds();
    }
}
