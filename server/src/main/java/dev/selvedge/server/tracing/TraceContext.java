package dev.selvedge.server.tracing;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;

/** Statements for fields of a GraphQL answer, which are fetched on threads of their own, belong beneath the request, too. */
@SuppressWarnings("MustBeClosed")
final class TraceContext implements ThreadLocalAccessor<Context> {

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
    }

    @Override
    public void setValue() {
        Context.root().makeCurrent();
    }
}
