package dev.selvedge.server.operations;

import io.micrometer.context.ThreadLocalAccessor;
import java.util.Map;
import org.slf4j.MDC;

/** Fields of a GraphQL answer are fetched on threads of their own: what stands on the request's log lines stands on theirs, too. */
final class LogContext implements ThreadLocalAccessor<Map<String, String>> {

    @Override
    public Object key() {
        return "dev.selvedge.log";
    }

    @Override
    public Map<String, String> getValue() {
        Map<String, String> all = MDC.getCopyOfContextMap();
        return all == null || all.isEmpty() ? null : all;
    }

    @Override
    public void setValue(Map<String, String> value) {
        MDC.setContextMap(value);
    }

    @Override
    public void setValue() {
        MDC.clear();
    }
}
