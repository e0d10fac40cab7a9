package dev.selvedge.wire.http;

import dev.selvedge.domain.people.Caller;
import jakarta.servlet.http.HttpServletRequest;

/** Where the authentication filter leaves the caller of a request and everything else finds it. */
public final class Callers {

    private static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : Caller.ANONYMOUS;
    }

    public static void set(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }
}
