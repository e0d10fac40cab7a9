package dev.selvedge.domain.runs;

/**
 * What people and the client say about a run. Only {@code displayName} is never null.
 *
 * @param sweep the sweep's name, as in its URL
 * @param commit the git commit the program ran from, in the repository {@code remote}
 * @param program the script, relative to the repository
 */
public record RunAbout(
        String displayName,
        String description,
        String notes,
        String group,
        String jobType,
        String sweep,
        String host,
        String commit,
        String remote,
        String program) {

    public RunAbout withDisplayName(String newName) {
        return new RunAbout(newName, description, notes, group, jobType, sweep, host, commit, remote, program);
    }
}
