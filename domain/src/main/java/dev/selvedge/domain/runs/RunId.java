package dev.selvedge.domain.runs;

import dev.selvedge.platform.GlobalId;

/** A run's number. Users know a run by its name, the text in its URL; mutations take the global id {@code Run:<n>}. */
public record RunId(long value) {

    static final String TYPE = "Run";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    /** NOT_FOUND when the text is no id of a run. */
    public static RunId parse(String global) {
        return new RunId(GlobalId.require(TYPE, global));
    }
}
