package dev.selvedge.domain.reports;

import dev.selvedge.platform.GlobalId;

/** A view's number. Clients decode and re-encode {@code View:<n>}, and report links carry it without its padding. */
public record ViewId(long value) {

    static final String TYPE = "View";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    /** NOT_FOUND when the text is no id of a view. */
    public static ViewId parse(String global) {
        return new ViewId(GlobalId.require(TYPE, global));
    }
}
