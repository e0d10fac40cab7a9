package dev.selvedge.server.tracing;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.slf4j.MDC;

/** Statements and log lines of fields of a GraphQL answer, which are fetched on threads of their own, belong to the request, too. */
@SuppressWarnings("MustBeClosed")
final class TraceContext implements ThreadLocalAccessor<Context> {

    static final String TRACE = "traceId";
    static final String SPAN = "spanId";

    @Override
    public Object key() {
        return "dev.selvedge.trace";
    }

    @Override
    public Context getValue() {
        Context current = Context.current();
        return current == Context.root() ? null : current;
    }

    /** Whoever hands a context over sets back the one before; the scope has nothing to add. */
    @Override
    public void setValue(Context value) {
        value.makeCurrent();
        SpanContext span = Span.fromContext(value).getSpanContext();
        MDC.put(TRACE, span.getTraceId());
        MDC.put(SPAN, span.getSpanId());
    }

    @Override
    public void setValue() {
        Context.root().makeCurrent();
        MDC.remove(TRACE);
        MDC.remove(SPAN);
    }
}
