package dev.selvedge.domain.artifacts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version holds, by path.
 *
 * @param layout {@code V2} (bytes per birth artifact and digest) or {@code V1} (clients before 0.13)
 * @param region the storage region that the client asked for, null for the default
 */
public record Manifest(String layout, String region, Map<String, ManifestEntry> entries) {

    private static final byte[] DIGEST_HEADER = "wandb-artifact-manifest-v1\n".getBytes(StandardCharsets.UTF_8);

    /** Python orders paths by code point, which is the order of their UTF-8 bytes and not always Java's. */
    static final Comparator<String> BY_CODE_POINT =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    public Manifest {
        TreeMap<String, ManifestEntry> sorted = new TreeMap<>(BY_CODE_POINT);
        sorted.putAll(entries);
        entries = java.util.Collections.unmodifiableSortedMap(sorted);
    }

    public static Manifest empty() {
        return new Manifest("V2", null, Map.of());
    }

    /** This manifest with {@code newer}'s entries put over it. */
    public Manifest with(Manifest newer) {
        TreeMap<String, ManifestEntry> merged = new TreeMap<>(BY_CODE_POINT);
        merged.putAll(entries);
        merged.putAll(newer.entries);
        return new Manifest(newer.layout, newer.region == null ? region : newer.region, merged);
    }

    /** Entries without a birth artifact are this version's own. */
    public Manifest bornIn(ArtifactId artifact) {
        TreeMap<String, ManifestEntry> filled = new TreeMap<>(BY_CODE_POINT);
        entries.forEach((path, entry) -> filled.put(path, entry.bornIn(artifact)));
        return new Manifest(layout, region, filled);
    }

    /** The artifact digest as clients compute it. */
    public String digest() {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(DIGEST_HEADER);
            entries.forEach(
                    (path, entry) -> md5.update((path + ":" + entry.digest() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public long size() {
        return entries.values().stream().mapToLong(ManifestEntry::size).sum();
    }
}
