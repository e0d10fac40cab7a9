package dev.selvedge.platform;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is meant and where, in an address. The names that containers give each other hold underscores, and of those Java's
 * own reader finds no host.
 *
 * @param user what stands before the @, as it is written; empty = nothing
 * @param host without the brackets of an IPv6 address
 * @param port -1 = not given
 */
public record Authority(String user, String host, int port) {

    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    /** Null when the address names no host. */
    public static Authority of(URI address) {
        String all = address.getRawAuthority();
        if (all == null) {
            return null;
        }
        int at = all.lastIndexOf('@');
        Matcher place = PLACE.matcher(all.substring(at + 1));
        if (!place.matches()) {
            return null;
        }
        int port = place.group(2) == null ? -1 : Integer.parseInt(place.group(2));
        return port > 65_535
                ? null
                : new Authority(
                        at < 0 ? "" : all.substring(0, at), place.group(1).replaceAll("^\\[|]$", ""), port);
    }
}
