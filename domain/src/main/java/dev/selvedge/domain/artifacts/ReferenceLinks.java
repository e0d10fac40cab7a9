package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import java.util.Optional;

/** Links to objects that references name, for those who may read the version. */
@FunctionalInterface
public interface ReferenceLinks {

    ReferenceLinks NONE = (project, reference, fileName) -> Optional.empty();

    /**
     * Empty for what the server does not open: its readers have the address and their own rights there.
     *
     * @param project of the version that holds the reference
     */
    Optional<String> link(ProjectId project, String reference, String fileName);
}
