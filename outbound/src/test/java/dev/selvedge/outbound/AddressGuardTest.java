package dev.selvedge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::",
                "::7f00:1"
            })
    void addressesInsideAreRefused(String address) {
        assertThatThrownBy(() -> guard(List.of(), address).resolve("hook.example"))
                .isInstanceOf(AddressGuard.ForbiddenAddress.class)
                .hasMessageContaining("hook.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "11.0.0.1", "100.128.0.1", "2606:2800:21f:cb07::1"})
    void publicOnesAreNot(String address) throws Exception {
        assertThat(guard(List.of(), address).resolve("hook.example")).hasSize(1);
    }

    @Test
    void oneAddressInsideAmongPublicOnesSpoilsTheName() {
        assertThatThrownBy(() -> guard(List.of(), "93.184.215.14", "10.0.0.1").resolve("hook.example"))
                .isInstanceOf(AddressGuard.ForbiddenAddress.class);
    }

    @Test
    void theOperatorOpensNamesSuffixesAndNetworks() throws Exception {
        assertThat(guard(List.of("hook.example"), "10.0.0.1").resolve("HOOK.example"))
                .hasSize(1);
        assertThat(guard(List.of("*.example"), "10.0.0.1").resolve("hook.example"))
                .hasSize(1);
        assertThat(guard(List.of(" 10.0.0.0/8 "), "10.0.0.1").resolve("hook.example"))
                .hasSize(1);
        assertThatThrownBy(() -> guard(List.of("10.0.0.0/8", "other", "*.other"), "127.0.0.1")
                        .resolve("hook.example"))
                .isInstanceOf(AddressGuard.ForbiddenAddress.class);
    }

    @Test
    void anEntryThatIsNoNetworkIsNamed() {
        assertThatThrownBy(() -> new AllowedHosts(List.of("10.0.0.0/64")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/64");
    }

    private static AddressGuard guard(List<String> allowed, String... addresses) {
        return new AddressGuard(new AllowedHosts(allowed), new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return java.util.Arrays.stream(addresses)
                        .map(InetAddress::ofLiteral)
                        .toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) throws UnknownHostException {
                return host;
            }
        });
    }
}
