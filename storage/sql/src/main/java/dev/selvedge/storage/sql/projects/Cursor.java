package dev.selvedge.storage.sql.projects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.projects.Project;
import dev.selvedge.platform.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a list of projects goes on: after the one that was active then and has this number. */
record Cursor(Instant active, long id) {

    static String of(Project project) {
        String text = project.lastActiveAt() + " " + project.id().value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** Null for the beginning. */
    static Cursor parse(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 2);
            if (parts.length == 2) {
                return new Cursor(Instant.parse(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeException malformed) {
            // said below
        }
        throw Fault.invalid("The cursor is not one of this list");
    }
}
