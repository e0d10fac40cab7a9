package dev.selvedge.domain.objects;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key taken apart. Where an object lies is part of its key, {@code at/<place>/…}, so whoever has the key needs nothing
 * else to find the object, wherever newer ones of the team go by then.
 *
 * @param place empty for the installation's own
 * @param bare the key in that place
 */
public record PlacedKey(Optional<PlaceId> place, String bare) {

    static final String PREFIX = "at/";

    private static final Pattern KEY = Pattern.compile(PREFIX + "(\\d{1,18})/(.*)");

    public static PlacedKey of(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? new PlacedKey(Optional.of(new PlaceId(Long.parseLong(parts.group(1)))), parts.group(2))
                : new PlacedKey(Optional.empty(), key);
    }

    /** The key where it is kept with others: with its place. */
    public static String of(Optional<PlaceId> place, String bare) {
        return place.map(found -> found.key(bare)).orElse(bare);
    }
}
