package dev.selvedge.wire.graphql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns graphql-java's validation messages into the wording clients match on: they fall back to an older query when a
 * message reads {@code Cannot query field "x" on type "Y".}, and on nothing else.
 */
final class ReferenceWording {

    private static final Pattern UNKNOWN_FIELD = Pattern.compile(
            "Validation error \\(FieldUndefined@\\[[^]]*]\\) : Field '([^']+)' in type '([^']+)' is undefined");
    private static final Pattern UNKNOWN_ARGUMENT =
            Pattern.compile("Validation error \\(UnknownArgument@\\[([^]]*)]\\) : Unknown field argument '([^']+)'");

    private ReferenceWording() {}

    static String of(String message) {
        if (message == null) {
            return "Invalid request";
        }
        Matcher field = UNKNOWN_FIELD.matcher(message);
        if (field.matches()) {
            return "Cannot query field \"" + field.group(1) + "\" on type \"" + field.group(2) + "\".";
        }
        Matcher argument = UNKNOWN_ARGUMENT.matcher(message);
        if (argument.matches()) {
            String path = argument.group(1);
            return "Unknown argument \"" + argument.group(2) + "\" on field \""
                    + path.substring(path.lastIndexOf('/') + 1) + "\".";
        }
        return message;
    }
}
