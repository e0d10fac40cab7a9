package dev.selvedge.server.backends;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Object stores whose credentials the operator gives once ({@code GORILLA_SUPPORTED_FILE_STORES}, addresses without a bucket,
 * apart by commas), so that the bucket of a team there is named by host, bucket and path alone.
 */
public final class SupportedStores {

    private final List<String> addresses;

    public SupportedStores(String addresses) {
        this.addresses = addresses == null
                ? List.of()
                : Arrays.stream(addresses.split(","))
                        .map(String::strip)
                        .filter(address -> address.contains("://"))
                        .toList();
    }

    /** With the credentials and options of the store on the same host; as it was, where it has some or none is known. */
    public String complete(String address) {
        String scheme = address.replaceFirst("://.*", "://");
        String rest = address.substring(scheme.length());
        if (rest.equals(address) || rest.contains("@") || rest.contains("?")) {
            return address;
        }
        String host = rest.replaceFirst("/.*", "");
        return with(scheme, host)
                .map(store -> {
                    String[] parts = store.split("\\?", 2);
                    String options = parts.length > 1 ? "?" + parts[1] : "";
                    return parts[0].replaceFirst("/+$", "") + rest.substring(host.length()) + options;
                })
                .orElse(address);
    }

    private Optional<String> with(String scheme, String host) {
        return addresses.stream()
                .filter(store -> store.startsWith(scheme))
                .filter(store -> store.substring(scheme.length())
                        .replaceFirst("^[^@/?]*@", "")
                        .replaceFirst("[/?].*", "")
                        .equals(host))
                .findFirst();
    }
}
