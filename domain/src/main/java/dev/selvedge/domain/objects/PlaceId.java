package dev.selvedge.domain.objects;

/** A bucket, or a part of one, that a team has for its own objects. */
public record PlaceId(long value) {

    /** What the keys of all objects there begin with. */
    public String prefix() {
        return PlacedKey.PREFIX + value + "/";
    }

    public String key(String bare) {
        return prefix() + bare;
    }
}
