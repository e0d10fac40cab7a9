package dev.selvedge.domain.artifacts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a version holds, by path.
 *
 * @param layout {@code V2} (bytes per birth artifact and digest) or {@code V1} (clients before 0.13)
 * @param region the storage region that the client asked for, null for the default
 */
public record Manifest(String layout, String region, Map<String, ManifestEntry> entries) {

    private static final String DIGEST_HEADER = "wandb-artifact-manifest-v1\n";

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
    public String digest(DigestAlgorithm algorithm) {
        StringBuilder text = new StringBuilder(DIGEST_HEADER);
        entries.forEach((path, entry) ->
                text.append(path).append(':').append(entry.digest()).append('\n'));
        return algorithm.hex(text.toString());
    }

    /** Names of the stored files that each version has to lend to this one. */
    Map<ArtifactId, Set<String>> neededByBirth() {
        Map<ArtifactId, Set<String>> needed = new HashMap<>();
        entries.values().stream()
                .filter(ManifestEntry::stored)
                .forEach(entry -> needed.computeIfAbsent(entry.birth(), birth -> new HashSet<>())
                        .add(entry.blob()));
        return needed;
    }

    public long size() {
        return entries.values().stream().mapToLong(ManifestEntry::size).sum();
    }
}
