package dev.selvedge.domain.discussions;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewLeftovers;
import dev.selvedge.platform.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where threads, comments and mentions are kept. */
public interface DiscussionStore extends ViewLeftovers {

    /** The oldest first. INVALID for a cursor that is none. */
    Page<DiscussionThread> threads(ViewId view, int first, String after);

    long countThreads(ViewId view);

    Optional<DiscussionThread> thread(ThreadId id);

    DiscussionThread insert(DiscussionThread thread);

    /** The oldest first. */
    Map<ThreadId, List<DiscussionComment>> comments(Collection<ThreadId> of);

    long countComments(ThreadId thread);

    Optional<DiscussionComment> comment(CommentId id);

    DiscussionComment insert(DiscussionComment comment);

    void saveBody(CommentId id, String body, Instant at);

    /** Its mentions go too, and its thread with the last comment. */
    void delete(DiscussionComment comment);

    /** Empty when the person was mentioned in the comment before. */
    Optional<Mention> mention(CommentId comment, UserId user);

    Optional<Mention> mention(long id);
}
