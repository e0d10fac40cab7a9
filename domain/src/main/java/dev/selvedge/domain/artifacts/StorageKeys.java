package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;

/** Object keys. Clients show the key of a file as its storage path and expect this prefix. */
final class StorageKeys {

    private static final String PREFIX = "wandb_artifacts/";

    private StorageKeys() {}

    static String file(ProjectId project, ArtifactId birth, String hexDigest) {
        return PREFIX + project.value() + "/" + birth.value() + "/" + hexDigest;
    }

    /** As uploaded by the client: the whole, or a patch. */
    static String uploadedManifest(ProjectId project, ArtifactId artifact, long manifestId) {
        return PREFIX + project.value() + "/" + artifact.value() + "/manifest-" + manifestId;
    }

    /** The whole manifest of a committed version. */
    static String manifest(ProjectId project, ArtifactId artifact) {
        return PREFIX + project.value() + "/" + artifact.value() + "/manifest.json";
    }
}
