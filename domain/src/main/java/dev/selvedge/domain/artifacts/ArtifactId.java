package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;

/** A version of an artifact. */
public record ArtifactId(long value) {

    static final String TYPE = "Artifact";

    public String global() {
        return GlobalId.encode(TYPE, value);
    }

    /** NOT_FOUND when the text is no id of an artifact. */
    public static ArtifactId parse(String global) {
        return new ArtifactId(GlobalId.decode(TYPE, global).orElseThrow(() -> Fault.notFound("No such artifact")));
    }
}
