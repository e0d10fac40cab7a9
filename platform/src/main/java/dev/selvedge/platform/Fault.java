package dev.selvedge.platform;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * The one way a room refuses: a kind that each protocol maps to its own answer, and a sentence meant for the user.
 *
 * <p>The SDK retries 5xx and 429 for minutes, so everything a user can cause has a kind below 429.
 */
public final class Fault extends RuntimeException {

    /** Kinds of refusal with the HTTP status that protocols with one use. */
    public enum Code {
        INVALID(400),
        UNAUTHENTICATED(401),
        DENIED(403),
        NOT_FOUND(404),
        CONFLICT(409),
        GONE(410),
        TOO_LARGE(413),
        RATE_LIMITED(429),
        NOT_BUILT(501),
        UNAVAILABLE(503);

        private final int httpStatus;

        Code(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        public int httpStatus() {
            return httpStatus;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final Duration retryAfter;

    public Fault(Code code, String message) {
        this(code, message, null, null);
    }

    public Fault(Code code, String message, Throwable cause) {
        this(code, message, cause, null);
    }

    private Fault(Code code, String message, Throwable cause, Duration retryAfter) {
        // a refusal is an answer, not an accident: no stack trace unless something caused it
        super(requireNonNull(message), cause, false, cause != null);
        this.code = requireNonNull(code);
        this.retryAfter = retryAfter;
    }

    public static Fault rateLimited(String message, Duration retryAfter) {
        return new Fault(Code.RATE_LIMITED, message, null, requireNonNull(retryAfter));
    }

    /** Our own trouble, which passes: clients try again after {@code retryAfter}. */
    public static Fault unavailable(String message, Throwable cause, Duration retryAfter) {
        return new Fault(Code.UNAVAILABLE, message, cause, requireNonNull(retryAfter));
    }

    public static Fault invalid(String message) {
        return new Fault(Code.INVALID, message);
    }

    public static Fault notFound(String message) {
        return new Fault(Code.NOT_FOUND, message);
    }

    public static Fault denied(String message) {
        return new Fault(Code.DENIED, message);
    }

    public static Fault conflict(String message) {
        return new Fault(Code.CONFLICT, message);
    }

    public static Fault tooLarge(String message) {
        return new Fault(Code.TOO_LARGE, message);
    }

    public static Fault unauthenticated(String message) {
        return new Fault(Code.UNAUTHENTICATED, message);
    }

    public static Fault notBuilt(String what) {
        return new Fault(Code.NOT_BUILT, what + " is not built yet");
    }

    public Code code() {
        return code;
    }

    /** When trying again makes sense. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
