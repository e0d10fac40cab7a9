package dev.selvedge.domain.launch;

import dev.selvedge.domain.projects.ProjectId;

/**
 * The run an item is about.
 *
 * @param entity name of the entity that is to own the run
 * @param projectName name of the project the run is to be in
 * @param project that project, or null as long as it was not there when somebody looked
 * @param run the run's name, or null as long as nobody has chosen one
 */
public record RunTarget(String entity, String projectName, ProjectId project, String run) {

    RunTarget called(String name) {
        return new RunTarget(entity, projectName, project, name);
    }

    RunTarget in(ProjectId found) {
        return new RunTarget(entity, projectName, found, run);
    }
}
