package dev.selvedge.domain.artifacts;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.selvedge.platform.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** How a client digests files and manifests; both kinds have 16 bytes. */
public enum DigestAlgorithm {
    MD5 {
        @Override
        String blob(String base64) {
            return Digests.hex(base64);
        }

        @Override
        String hex(byte[] content) {
            return HexFormat.of().formatHex(Hash.MD5.of(content));
        }
    },
    /** Faster, and no proof against forgery: such bytes never stand in for bytes that are named by their MD5. */
    XXH128 {
        @Override
        String blob(String base64) {
            byte[] bytes = HexFormat.of().parseHex(Digests.hex(base64));
            return BLOB_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        @Override
        String hex(byte[] content) {
            HashStream128 hash = Hashing.xxh3_128().hashStream();
            HashValue128 value = hash.putBytes(content).get();
            return HexFormat.of().toHexDigits(value.getMostSignificantBits())
                    + HexFormat.of().toHexDigits(value.getLeastSignificantBits());
        }
    };

    private static final String BLOB_PREFIX = "xxh128-";

    /** How clients mark a manifest entry that is not digested by MD5. */
    private static final String MARK = "alg";

    /** The name of stored bytes below their version; INVALID unless {@code base64} is a digest. */
    abstract String blob(String base64);

    abstract String hex(byte[] content);

    String hex(String content) {
        return hex(content.getBytes(StandardCharsets.UTF_8));
    }

    /** As the contract spells it. */
    public String word() {
        return "MANIFEST_" + name();
    }

    /** Null or anything unknown is MD5, which every client can make. */
    public static DigestAlgorithm ofWord(String word) {
        return XXH128.word().equals(word) ? XXH128 : MD5;
    }

    static DigestAlgorithm ofEntry(Map<String, Object> extra) {
        return XXH128.name().equals(extra.get(MARK)) ? XXH128 : MD5;
    }

    /** Whether {@link #blob} makes such names. */
    static boolean isBlob(String name) {
        return Digests.isHex(name) || name.matches(BLOB_PREFIX + "[A-Za-z0-9_-]{22}");
    }
}
