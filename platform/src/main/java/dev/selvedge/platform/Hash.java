package dev.selvedge.platform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two digests that every Java platform has. */
public enum Hash {
    SHA_256("SHA-256"),
    /** As the fingerprint that object protocols and clients use; not as protection. */
    MD5("MD5");

    private final String algorithm;

    Hash(String algorithm) {
        this.algorithm = algorithm;
    }

    /** For what comes piece by piece. */
    public MessageDigest begin() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    public byte[] of(byte[] content) {
        return begin().digest(content);
    }
}
