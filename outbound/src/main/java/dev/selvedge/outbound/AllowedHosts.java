package dev.selvedge.outbound;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Addresses inside that the operator opened for web hooks: host names, {@code *.suffixes}, networks in CIDR notation. */
final class AllowedHosts {

    private final Set<String> names = new HashSet<>();
    private final List<String> suffixes = new ArrayList<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    /** @throws IllegalArgumentException that names the entry which is none of them */
    AllowedHosts(List<String> entries) {
        for (String entry : entries) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                continue;
            }
            if (text.contains("/")) {
                ranges.add(AddressRange.of(text)
                        .orElseThrow(
                                () -> new IllegalArgumentException(entry + " is not a network such as 10.0.0.0/8")));
            } else if (text.startsWith("*.")) {
                suffixes.add(text.substring(1));
            } else {
                names.add(text);
            }
        }
    }

    boolean has(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        return names.contains(text) || suffixes.stream().anyMatch(text::endsWith);
    }

    boolean has(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.has(address));
    }
}
