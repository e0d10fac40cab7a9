package dev.selvedge.domain.objects;

import dev.selvedge.domain.projects.ProjectId;
import java.util.Optional;

/** Where new objects of a project go; what is there already stays where it is. */
public interface Placement {

    Placement HOME = project -> Optional.empty();

    /** Empty for the installation's own place. */
    Optional<PlaceId> of(ProjectId project);
}
