package dev.selvedge.domain.discussions;

import dev.selvedge.platform.GlobalId;

public record ThreadId(long value) {

    static final String TYPE = "DiscussionThread";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    /** NOT_FOUND when the text is no id of a thread. */
    public static ThreadId parse(String global) {
        return new ThreadId(GlobalId.require(TYPE, global));
    }
}
