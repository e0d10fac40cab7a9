package dev.selvedge.wire.files;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets {@code %2F} and {@code %5C} in paths through to the handlers: names of files contain anything. Handlers that
 * read names decode the raw path themselves; all others still see encoded separators as part of a segment.
 */
@Component
public final class RawPaths implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(RawPaths::passEncodedSeparators);
    }

    static void passEncodedSeparators(org.apache.catalina.connector.Connector connector) {
        connector.setEncodedSolidusHandling("passthrough");
        connector.setEncodedReverseSolidusHandling("passthrough");
    }
}
