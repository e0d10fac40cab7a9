package dev.selvedge.server.tracing;

import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.Database;
import io.micrometer.context.ContextRegistry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** OpenTelemetry as its own variables ({@code OTEL_*}) set it up, for traces alone: metrics are scraped, logs are collected. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name",
            "selvedge",
            "otel.exporter.otlp.protocol",
            "http/protobuf",
            "otel.metrics.exporter",
            "none",
            "otel.logs.exporter",
            "none");

    private static final String ENDPOINT = "selvedge.tracing.endpoint";

    @Bean(destroyMethod = "close")
    Traces traces(Settings settings) {
        String endpoint = settings.tracing().endpoint();
        if (endpoint.isBlank()) {
            return Traces.nowhere();
        }
        ContextRegistry.getInstance().registerThreadLocalAccessor(new TraceContext());
        try {
            return Traces.to(AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesCustomizer(properties -> Map.of("otel.exporter.otlp.endpoint", endpoint))
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException e) {
            throw new StartFailure(
                    "Traces cannot be sent to " + endpoint + " (" + ENDPOINT + " and OTEL_*): " + e.getMessage() + ".");
        }
    }

    /** Before what notes the request, so that its line has the ids of the trace. */
    @Bean
    FilterRegistrationBean<RequestSpans> requestSpans(Traces traces) {
        FilterRegistrationBean<RequestSpans> registration =
                new FilterRegistrationBean<>(new RequestSpans(traces.openTelemetry(), traces.tracer()));
        registration.setEnabled(traces.wanted());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    @Bean
    SmartInitializingSingleton statementSpans(Traces traces, Database database) {
        return () -> {
            if (traces.wanted()) {
                StatementSpans spans =
                        new StatementSpans(traces.tracer(), database.engine().isShared() ? "mysql" : "h2database");
                database.onStatement(spans);
                database.onCommit(spans::committed);
            }
        };
    }
}
