package dev.selvedge.domain.discussions;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds {@code @names} in a comment. */
final class Mentioned {

    /** Not within an address: {@code mail@host} names nobody. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w@.])@([\\w-]+(?:\\.[\\w-]+)*)");

    private Mentioned() {}

    static Set<String> usernames(String body, int most) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(body);
        while (names.size() < most && matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
