package dev.selvedge.domain.discussions;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/**
 * What somebody said.
 *
 * @param id null before it is kept
 * @param body Markdown
 * @param updatedAt when its author last changed it, or null
 */
public record DiscussionComment(
        CommentId id, ThreadId thread, UserId author, String body, Instant createdAt, Instant updatedAt) {
    public DiscussionComment {
        requireNonNull(thread);
        requireNonNull(author);
        requireNonNull(body);
    }
}
