package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Who starred which view, and who looked at it how often. */
public interface ViewMarkStore extends ViewLeftovers {

    /** Again changes nothing. */
    void star(ViewId view, UserId user, Instant at);

    void unstar(ViewId view, UserId user);

    /** Those among them that the user starred. */
    Set<ViewId> starred(UserId user, Collection<ViewId> of);

    /** Views without a star are left out. */
    Map<ViewId, Integer> stars(Collection<ViewId> of);

    /** Counts a visit unless the user's last one was at or after {@code since}. */
    void visit(ViewId view, UserId user, Instant at, Instant since);

    /** Views that nobody visited are left out. */
    Map<ViewId, Integer> visits(Collection<ViewId> of);
}
