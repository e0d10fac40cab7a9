package dev.selvedge.storage.objects.azure;

import dev.selvedge.storage.objects.remote.AddressOptions;
import java.net.URI;
import java.util.Map;

/**
 * Where the container is and how to reach it.
 *
 * @param prefix of all keys, empty or ending in a slash
 * @param endpoint of the blob service, without trailing slash
 * @param publicEndpoint how clients reach it; the same where nothing else was said
 * @param key of the account, or null for an identity of the machine or the pod
 */
public record AzureLocation(
        String account, String container, String prefix, URI endpoint, URI publicEndpoint, String key) {

    public AzureLocation {
        if (account.isEmpty() || container.isEmpty()) {
            throw new IllegalArgumentException("A container is given as az://account/container");
        }
    }

    /**
     * Reads {@code az://account/container/prefix} and {@code az://account:key@…}, {@code az://:key@account/…}, with
     * optional {@code ?endpoint=https://… &public=https://…}.
     *
     * @param keyOfEnvironment the account's key when the address has none ({@code AZURE_STORAGE_KEY}), or null
     */
    public static AzureLocation parse(String text, String keyOfEnvironment) {
        URI uri = AddressOptions.uri(text);
        if (!"az".equals(uri.getScheme()) || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("A container is given as az://account/container");
        }
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        int colon = user.indexOf(':');
        String named = AddressOptions.decoded(colon < 0 ? user : user.substring(0, colon));
        String account = named.isEmpty() ? authority.substring(at + 1) : named;
        String key = colon < 0 ? keyOfEnvironment : AddressOptions.decoded(user.substring(colon + 1));
        Map<String, String> options = AddressOptions.of(uri);
        URI endpoint = address(options.getOrDefault("endpoint", "https://" + account + ".blob.core.windows.net"));
        String path = AddressOptions.path(uri);
        int slash = path.indexOf('/');
        return new AzureLocation(
                account,
                slash < 0 ? path : path.substring(0, slash),
                slash < 0 ? "" : AddressOptions.prefix(path.substring(slash + 1)),
                endpoint,
                options.containsKey("public") ? address(options.get("public")) : endpoint,
                key == null || key.isEmpty() ? null : key);
    }

    /** The container without the prefix. */
    public AzureLocation whole() {
        return new AzureLocation(account, container, "", endpoint, publicEndpoint, key);
    }

    private static URI address(String text) {
        return URI.create(text.replaceAll("/+$", ""));
    }

    /** Without the key, for logs. */
    @Override
    public String toString() {
        return endpoint + "/" + container + "/" + prefix;
    }
}
