package dev.selvedge.domain.discussions;

import dev.selvedge.domain.people.UserId;

/** Somebody who is named in a comment. */
public record Mention(long id, CommentId comment, UserId user) {}
