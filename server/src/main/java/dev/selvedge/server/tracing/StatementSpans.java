package dev.selvedge.server.tracing;

import dev.selvedge.storage.sql.StatementListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Instant;
import java.util.Locale;

/**
 * A span for each statement and commit of a request. What jobs ask the database has none: they ask every few seconds, and a trace
 * of each would drown the others.
 */
final class StatementSpans implements StatementListener {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final int LONGEST_TEXT = 4_000;

    private final Tracer tracer;
    private final String system;

    StatementSpans(Tracer tracer, String system) {
        this.tracer = tracer;
        this.system = system;
    }

    private static boolean wanted() {
        return Span.current().getSpanContext().isSampled();
    }

    private SpanBuilder span(String operation) {
        return tracer.spanBuilder(operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, system)
                .setAttribute(OPERATION, operation);
    }

    @Override
    public Running begin(String sql) {
        if (!wanted()) {
            return failure -> {};
        }
        Span span = span(operation(sql))
                .setAttribute(TEXT, sql.substring(0, Math.min(LONGEST_TEXT, sql.length())))
                .startSpan();
        return failure -> {
            if (failure != null) {
                // its message may hold values
                span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
            }
            span.end();
        };
    }

    void committed(long nanos) {
        if (wanted()) {
            Instant end = Instant.now();
            span("COMMIT").setStartTimestamp(end.minusNanos(nanos)).startSpan().end(end);
        }
    }

    /** The first word: names of spans must be few. */
    private static String operation(String sql) {
        String word = sql.strip().split("[^A-Za-z]", 2)[0];
        return word.isEmpty() ? "SQL" : word.toUpperCase(Locale.ROOT);
    }
}
