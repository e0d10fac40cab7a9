package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where views and the links to them are kept. */
public interface ViewStore {

    Optional<View> find(ViewId id);

    /** As {@link #find(ViewId)}, and nobody else changes the view until the transaction ends. */
    Optional<View> lock(ViewId id);

    Optional<View> find(ProjectId project, String type, String name);

    /** The newest first; null conditions hold for all. INVALID for a cursor that is none. */
    Page<View> list(ProjectId project, Selection which, int first, String after);

    long count(ProjectId project, Selection which);

    /**
     * @param draftsOf whose drafts may be seen; null for everybody's
     * @param editor whose invitations may be seen, and the drafts made for them; null for all views
     */
    record Selection(String type, String name, String username, UserId draftsOf, UserId editor) {}

    Map<ViewId, String> specs(Collection<ViewId> ids);

    /** CONFLICT when the name is taken for its type. {@code view.id()} is null. */
    View insert(View view, String spec);

    /** A null spec stays as it is. CONFLICT when the name is taken for its type. */
    void save(View view, String spec);

    /** Drafts of a report. */
    List<View> drafts(ViewId parent);

    /** Links included. */
    void delete(ViewId id);

    ViewToken insertToken(ViewId view, String token, List<ProjectId> projects, UserId user, Instant createdAt);

    Optional<ViewToken> findToken(String token);

    /** Oldest first, revoked ones too. */
    List<ViewToken> tokens(ViewId view);

    void saveTokenProjects(long token, List<ProjectId> projects);

    void revokeToken(long token, Instant revokedAt);
}
