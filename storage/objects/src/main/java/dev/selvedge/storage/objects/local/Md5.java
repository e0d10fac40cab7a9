package dev.selvedge.storage.objects.local;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 as the fingerprint that object protocols use for ETags; not as protection. */
final class Md5 {

    private Md5() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
