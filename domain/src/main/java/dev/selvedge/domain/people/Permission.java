package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.util.Locale;

/** One right a custom role adds to its base, written {@code run:delete}. */
public record Permission(Resource.Type type, Action action) {

    public static Permission parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 2) {
                return new Permission(
                        Resource.Type.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                        Action.valueOf(parts[1].toUpperCase(Locale.ROOT)));
            }
        } catch (IllegalArgumentException unknown) {
            // said below in words
        }
        throw Fault.invalid("There is no permission \"" + text + "\"");
    }

    @Override
    public String toString() {
        return (type + ":" + action).toLowerCase(Locale.ROOT);
    }
}
