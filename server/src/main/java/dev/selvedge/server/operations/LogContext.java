package dev.selvedge.server.operations;

import io.micrometer.context.ThreadLocalAccessor;
import org.slf4j.MDC;

/** Fields of a GraphQL answer are fetched on threads of their own: the request's id stands on their log lines, too. */
final class LogContext implements ThreadLocalAccessor<String> {

    @Override
    public Object key() {
        return "dev.selvedge.request";
    }

    @Override
    public String getValue() {
        return MDC.get(RequestRecord.REQUEST_ID);
    }

    @Override
    public void setValue(String id) {
        MDC.put(RequestRecord.REQUEST_ID, id);
    }

    @Override
    public void setValue() {
        MDC.remove(RequestRecord.REQUEST_ID);
    }
}
