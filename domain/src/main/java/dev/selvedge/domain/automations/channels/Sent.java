package dev.selvedge.domain.automations.channels;

/**
 * What came of sending.
 *
 * @param status HTTP status of the answer, or null without one
 * @param message for people; never holds what was sent
 */
public record Sent(Outcome outcome, Integer status, String message) {

    public enum Outcome {
        DELIVERED,
        /** Worth another try: nobody answered, or the receiver has trouble of its own. */
        TRY_AGAIN,
        REFUSED
    }

    public static Sent delivered(Integer status, String message) {
        return new Sent(Outcome.DELIVERED, status, message);
    }

    public static Sent tryAgain(Integer status, String message) {
        return new Sent(Outcome.TRY_AGAIN, status, message);
    }

    public static Sent refused(Integer status, String message) {
        return new Sent(Outcome.REFUSED, status, message);
    }
}
