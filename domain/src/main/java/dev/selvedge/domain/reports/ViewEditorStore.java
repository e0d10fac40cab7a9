package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectInvitations;
import java.util.List;
import java.util.Optional;

/** Who was invited to edit which view. */
public interface ViewEditorStore extends ProjectInvitations, ViewLeftovers {

    /** In the order they came. */
    List<ViewEditor> editors(ViewId view);

    Optional<ViewEditor> find(ViewId view, UserId user);

    /** Again keeps when and by whom it was first, and shows the projects named now. */
    void invite(ViewEditor editor);

    /** False when the user was none. */
    boolean remove(ViewId view, UserId user);
}
