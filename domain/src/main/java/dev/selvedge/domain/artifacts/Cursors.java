package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import java.util.Optional;

/** Cursors that hold a number. */
final class Cursors {

    private Cursors() {}

    static Optional<Long> id(String after) {
        if (after == null || after.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(after));
        } catch (NumberFormatException e) {
            throw Fault.invalid("\"" + after + "\" is not a cursor of this list");
        }
    }
}
