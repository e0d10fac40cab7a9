package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Object keys. Clients show the key of a file as its storage path and expect this prefix. */
final class StorageKeys {

    static final String PREFIX = "wandb_artifacts/";

    private static final Pattern KEY = Pattern.compile(PREFIX + "\\d{1,18}/(\\d{1,18})/([^/]+)");

    private StorageKeys() {}

    static String file(ProjectId project, ArtifactId birth, String blob) {
        return PREFIX + project.value() + "/" + birth.value() + "/" + blob;
    }

    /** The version below which an object lies; empty for keys that are not of this kind. */
    static Optional<ArtifactId> artifact(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches() ? Optional.of(new ArtifactId(Long.parseLong(parts.group(1)))) : Optional.empty();
    }

    /** What the object is called below its version. */
    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
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
