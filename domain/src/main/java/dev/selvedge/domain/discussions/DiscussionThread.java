package dev.selvedge.domain.discussions;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.reports.ViewId;
import java.time.Instant;

/**
 * Comments that belong together.
 *
 * @param id null before it is kept
 * @param author who began it
 * @param anchor where in the report it stands, in the page's own words; null for the report as a whole
 */
public record DiscussionThread(ThreadId id, ViewId view, UserId author, String anchor, Instant createdAt) {
    public DiscussionThread {
        requireNonNull(view);
        requireNonNull(author);
    }
}
