package dev.selvedge.storage.sql.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Hash;

/** What names are indexed by. */
final class NameHash {

    private NameHash() {}

    static byte[] of(String name) {
        return Hash.SHA_256.of(name.getBytes(UTF_8));
    }
}
