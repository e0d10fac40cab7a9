package dev.selvedge.domain.artifacts;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * One path of a version: stored bytes, or a reference to bytes elsewhere.
 *
 * @param digest base64 digest of stored bytes; for references whatever the client took (an ETag, the URL itself)
 * @param birth the version that uploaded the bytes; null only while the client has not said
 * @param ref URL of a reference, null for stored bytes
 * @param extra what the client keeps beside a reference (version ids, ETags)
 */
public record ManifestEntry(String digest, long size, ArtifactId birth, String ref, Map<String, Object> extra) {
    public ManifestEntry {
        requireNonNull(digest);
        extra = extra == null ? Map.of() : extra;
    }

    public boolean stored() {
        return ref == null;
    }

    DigestAlgorithm algorithm() {
        return DigestAlgorithm.ofEntry(extra);
    }

    /** The name of the stored bytes below their birth version. */
    String blob() {
        return algorithm().blob(digest);
    }

    ManifestEntry bornIn(ArtifactId artifact) {
        return birth != null || ref != null ? this : new ManifestEntry(digest, size, artifact, null, extra);
    }
}
