package dev.selvedge.domain.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * Where a run is, as clients spell it in an id of their own making: base64 of {@code Run:v1:name:project:entity}. The
 * scheduler of launched sweeps stops its runs by such ids without having asked for theirs.
 */
record RunPath(String entity, String project, String name) {

    private static final String START = "Run:v1:";

    /** Long enough for three names of 128 characters of four bytes, in base64. */
    private static final int LONGEST = 2200;

    static Optional<RunPath> parse(String id) {
        if (id == null || id.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getDecoder().decode(id), UTF_8);
            String[] names =
                    text.startsWith(START) ? text.substring(START.length()).split(":", -1) : new String[0];
            return names.length == 3 ? Optional.of(new RunPath(names[2], names[1], names[0])) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
