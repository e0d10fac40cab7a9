package dev.selvedge.domain.projects;

/**
 * What a project says about itself. Texts may be null.
 *
 * @param views JSON that clients keep with a project
 * @param allArtifactTypes whether artifacts of any type may be linked, where the project is a registry
 * @param icon null for the usual one
 */
public record ProjectAbout(
        String description,
        boolean benchmark,
        String dockerImage,
        String repo,
        String framework,
        String views,
        boolean allArtifactTypes,
        ProjectIcon icon) {

    public static final ProjectAbout NOTHING = new ProjectAbout(null, false, null, null, null, null, true, null);
}
