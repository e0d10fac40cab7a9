package dev.selvedge.wire.http;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/** What is wrong with somebody's JSON, in words that name no class of ours. */
public final class JsonComplaint {

    private JsonComplaint() {}

    public static String of(JacksonException complaint) {
        if (!(complaint instanceof MismatchedInputException)) {
            return complaint.getOriginalMessage();
        }
        String place = complaint.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return place.isEmpty()
                ? "it holds another kind of value than expected here"
                : "\"" + place.replaceFirst("^\\.", "") + "\" holds another kind of value than expected there";
    }
}
