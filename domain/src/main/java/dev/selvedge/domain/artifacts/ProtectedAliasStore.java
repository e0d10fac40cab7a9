package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import java.util.Set;

/** Aliases that only those who manage a registry may give and take. */
public interface ProtectedAliasStore {

    Set<String> of(ProjectId registry);

    void replace(ProjectId registry, Set<String> aliases);
}
