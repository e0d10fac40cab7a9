package dev.selvedge.server.operations;

import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import java.util.List;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Believes {@code X-Forwarded-*} when a proxy that was named says it, and nobody else: the address decides whose wrong
 * passwords are counted, the scheme and host where clients are sent.
 */
@Component
final class TrustedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final List<String> proxies;

    TrustedProxies(Settings settings) {
        this.proxies = settings.trustedProxies();
        proxies.forEach(TrustedProxies::check);
    }

    private static void check(String network) {
        try {
            new NetMask(network);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("selvedge.trusted-proxies holds " + network
                    + ", which is no address or network such as 10.0.0.0/8.");
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (proxies.isEmpty()) {
            return;
        }
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(String.join(",", proxies));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        factory.addEngineValves(valve);
    }
}
