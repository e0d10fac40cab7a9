package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.domain.projects.ProjectId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Object keys, in the place of the version. Clients show the key of a file as its storage path and expect this prefix, so
 * that path leaves the place out.
 */
final class StorageKeys {

    static final String PREFIX = "wandb_artifacts/";

    private static final Pattern KEY = Pattern.compile(PREFIX + "\\d{1,18}/(\\d{1,18})/([^/]+)");

    private StorageKeys() {}

    static String path(ProjectId project, ArtifactId birth, String blob) {
        return PREFIX + project.value() + "/" + birth.value() + "/" + blob;
    }

    static String file(Artifact birth, String blob) {
        return PlacedKey.of(birth.place(), path(birth.project(), birth.id(), blob));
    }

    /** The version below which an object lies; empty for keys that are not of this kind. */
    static Optional<ArtifactId> artifact(String key) {
        Matcher parts = KEY.matcher(PlacedKey.of(key).bare());
        return parts.matches() ? Optional.of(new ArtifactId(Long.parseLong(parts.group(1)))) : Optional.empty();
    }

    /** What the object is called below its version. */
    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** As uploaded by the client: the whole, or a patch. */
    static String uploadedManifest(Artifact artifact, long manifestId) {
        return file(artifact, "manifest-" + manifestId);
    }

    /** The whole manifest of a committed version. */
    static String manifest(Artifact artifact) {
        return file(artifact, "manifest.json");
    }
}
