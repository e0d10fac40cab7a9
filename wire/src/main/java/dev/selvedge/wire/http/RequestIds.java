package dev.selvedge.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ThreadLocalRandom;

/** A short id per request, shown in error bodies and logs so that a report can be matched to a log line. */
public final class RequestIds {

    private static final String ATTRIBUTE = RequestIds.class.getName();

    private RequestIds() {}

    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = Long.toString(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 60), 36);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
