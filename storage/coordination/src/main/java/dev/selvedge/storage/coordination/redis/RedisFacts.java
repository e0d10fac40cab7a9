package dev.selvedge.storage.coordination.redis;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a Redis says about itself: the lines of INFO. */
final class RedisFacts {

    private RedisFacts() {}

    static Map<String, String> of(String info) {
        return info.lines()
                .filter(line -> line.contains(":"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, second) -> second,
                        TreeMap::new));
    }
}
