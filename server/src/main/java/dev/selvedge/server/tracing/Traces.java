package dev.selvedge.server.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;

/** Where spans go: to the receiver that is named, or nowhere. */
final class Traces implements AutoCloseable {

    private final OpenTelemetrySdk sdk;

    private Traces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    static Traces to(OpenTelemetrySdk sdk) {
        return new Traces(sdk);
    }

    static Traces nowhere() {
        return new Traces(null);
    }

    boolean wanted() {
        return sdk != null;
    }

    OpenTelemetry openTelemetry() {
        return wanted() ? sdk : OpenTelemetry.noop();
    }

    Tracer tracer() {
        return openTelemetry().getTracer("dev.selvedge");
    }

    @Override
    public void close() {
        if (wanted()) {
            sdk.close();
        }
    }
}
