package dev.selvedge.domain.runs.history;

import java.util.Map;

/**
 * Which keys a history holds, by dotted name.
 *
 * @param lastStep -1 without rows
 */
public record HistoryKeys(long lastStep, Map<String, Key> keys) {

    /**
     * @param previousValue the last value as JSON text
     * @param typeCounts how many values there are of each type: number, string, boolean, list, map, nil, or the
     *     {@code _type} of a media object
     */
    public record Key(String previousValue, Map<String, Long> typeCounts) {}
}
