package dev.selvedge.server.tracing;

import dev.selvedge.server.Settings;
import dev.selvedge.server.StartFailure;
import dev.selvedge.storage.sql.Database;
import io.micrometer.context.ContextRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** OpenTelemetry as its own variables ({@code OTEL_*}) set it up, for traces alone: metrics are scraped, logs are collected. */
@Configuration(proxyBeanMethods = false)
@Conditional(TracesWanted.class)
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

    TracingConfiguration() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new TraceContext());
    }

    @Bean(destroyMethod = "close")
    OpenTelemetrySdk openTelemetry(Settings settings) {
        String endpoint = settings.tracing().endpoint();
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesCustomizer(properties -> Map.of("otel.exporter.otlp.endpoint", endpoint))
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            throw new StartFailure("Traces cannot be sent to " + endpoint + " (" + TracesWanted.ENDPOINT
                    + " and OTEL_*): " + e.getMessage() + ".");
        }
    }

    /** Before what notes the request, so that its line has the ids of the trace. */
    @Bean
    FilterRegistrationBean<RequestSpans> requestSpans(OpenTelemetrySdk openTelemetry) {
        FilterRegistrationBean<RequestSpans> registration =
                new FilterRegistrationBean<>(new RequestSpans(openTelemetry, tracer(openTelemetry)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    @Bean
    StatementSpans statementSpans(OpenTelemetrySdk openTelemetry, Database database) {
        StatementSpans spans =
                new StatementSpans(tracer(openTelemetry), database.engine().isShared() ? "mysql" : "h2database");
        database.onStatement(spans);
        database.onCommit(spans::committed);
        return spans;
    }

    private static Tracer tracer(OpenTelemetrySdk openTelemetry) {
        return openTelemetry.getTracer("dev.selvedge");
    }
}
