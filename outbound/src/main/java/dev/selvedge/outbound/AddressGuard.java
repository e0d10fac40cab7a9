package dev.selvedge.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names for web hooks and gives out public addresses only. The client connects to exactly what this returns, so
 * a name that means something else a moment later changes nothing.
 */
final class AddressGuard implements DnsResolver {

    /** The name leads where web hooks must not go. */
    static final class ForbiddenAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ForbiddenAddress(String host) {
            super(host + " leads to an address inside; the operator can open it with selvedge.webhooks.allow-hosts");
        }
    }

    /** What belongs to no public host, in CIDR notation. */
    private static final List<AddressRange> INSIDE = AddressRange.parse(List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            // shared address space, where some clouds keep their metadata service
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "224.0.0.0/3",
            // the host agent of a large cloud
            "168.63.129.16/32",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8"));

    private final AllowedHosts allowed;
    private final DnsResolver system;

    AddressGuard(AllowedHosts allowed) {
        this(allowed, SystemDefaultDnsResolver.INSTANCE);
    }

    AddressGuard(AllowedHosts allowed, DnsResolver system) {
        this.allowed = allowed;
        this.system = system;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = system.resolve(host);
        if (found == null || found.length == 0) {
            throw new UnknownHostException(host);
        }
        if (allowed.has(host)) {
            return found;
        }
        // one bad address among good ones would be reached by trying again
        if (Arrays.stream(found).anyMatch(address -> isInside(address) && !allowed.has(address))) {
            throw new ForbiddenAddress(host);
        }
        return found;
    }

    private static boolean isInside(InetAddress address) {
        return INSIDE.stream().anyMatch(range -> range.has(address));
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }
}
