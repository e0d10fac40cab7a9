package dev.selvedge.server.tracing;

import dev.selvedge.wire.http.RequestIds;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/** A span for each request, beneath the one its sender names; the ids of both are on every line that it logs. */
final class RequestSpans implements Filter {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("user_agent.original");
    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("selvedge.request.id");
    private static final int SERVER_ERROR = 500;

    private final TextMapPropagator propagator;
    private final Tracer tracer;

    RequestSpans(OpenTelemetry openTelemetry, Tracer tracer) {
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.tracer = tracer;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain next)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        Span span = begin(request);
        int status = SERVER_ERROR;
        try (Scope scope = span.makeCurrent();
                var trace = MDC.putCloseable(
                        TraceContext.TRACE, span.getSpanContext().getTraceId());
                var id = MDC.putCloseable(
                        TraceContext.SPAN, span.getSpanContext().getSpanId())) {
            next.doFilter(request, response);
            status = response.getStatus();
        } finally {
            end(span, request, status);
        }
    }

    /** Neither path nor query: either may hold a token that opens an object. */
    private Span begin(HttpServletRequest request) {
        return tracer.spanBuilder(request.getMethod())
                .setParent(propagator.extract(Context.root(), request, Headers.HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, request.getMethod())
                .setAttribute(SCHEME, request.getScheme())
                .setAttribute(AGENT, request.getHeader("User-Agent"))
                .setAttribute(REQUEST, RequestIds.of(request))
                .startSpan();
    }

    private static void end(Span span, HttpServletRequest request, int status) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (route != null) {
            span.updateName(request.getMethod() + " " + route);
            span.setAttribute(ROUTE, route.toString());
        }
        span.setAttribute(STATUS, (long) status);
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private enum Headers implements TextMapGetter<HttpServletRequest> {
        HEADERS;

        @Override
        public Iterable<String> keys(HttpServletRequest request) {
            return Collections.list(request.getHeaderNames());
        }

        @Override
        public String get(HttpServletRequest request, String name) {
            return request == null ? null : request.getHeader(name);
        }
    }
}
