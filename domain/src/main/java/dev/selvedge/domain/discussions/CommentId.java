package dev.selvedge.domain.discussions;

import dev.selvedge.platform.GlobalId;

public record CommentId(long value) {

    static final String TYPE = "DiscussionComment";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    /** NOT_FOUND when the text is no id of a comment. */
    public static CommentId parse(String global) {
        return new CommentId(GlobalId.require(TYPE, global));
    }
}
