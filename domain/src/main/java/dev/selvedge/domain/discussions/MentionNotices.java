package dev.selvedge.domain.discussions;

import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;

/** Tells people that they were mentioned. */
public interface MentionNotices {

    /** Joins the caller's transaction. */
    void mentioned(Mention mention, ProjectId project, Instant at);
}
