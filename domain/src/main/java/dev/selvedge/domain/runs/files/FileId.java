package dev.selvedge.domain.runs.files;

import dev.selvedge.platform.GlobalId;
import java.util.Optional;

/** A run file's number; outside it travels as the global id {@code File:<number>}. */
public record FileId(long value) {

    private static final String TYPE = "File";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    public static Optional<FileId> parse(String global) {
        var number = GlobalId.decode(TYPE, global);
        return number.isPresent() ? Optional.of(new FileId(number.getAsLong())) : Optional.empty();
    }
}
